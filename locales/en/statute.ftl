### Library of statutes

E_STATUTE_SAME_DAY = This statute already has a text that takes effect on { $from }.
    .remedy = Check the day; if the text held is wrong, ask the platform's operators for a correction.
E_STATUTE_ENDED = This statute was repealed from { $ended }; no text that takes effect after that can be published.
    .remedy = If it was enacted anew, publish it under a new code.

field-statute-code = The code has 3 to 40 small letters, figures and hyphens and begins with a letter.
field-statute-from = It cannot take effect before it was promulgated ({ $published }).
field-statute-repeal = The repeal has to come after the first text took effect ({ $first }).
field-statute-region = Local provisions name the region they apply to; all other levels apply nationwide and name none.
field-statute-unknown = The library has no statute with this code.
field-statute-title = Another statute has this title.
field-statute-no-articles = No line of the text begins with 第一条 or 一、, so it cannot be split.
field-statute-begins = The first article is { $label }; those before it are missing.
field-statute-broken = { $before } is followed by { $found }; the articles are not consecutive.
field-statute-empty = { $label } has no words.

stream-statute-statute = Statute
event-statute-published = Text of a statute published
event-statute-repealed = Statute repealed
done-statute-publish = The text was published.
done-statute-repeal = The repeal was recorded.

statute-publish = Publish the text of a statute
    .intro = Paste the whole text; the platform splits it into chapters, articles, paragraphs and items and shows you the result. A second person approves it before it is public. Earlier texts stay and can be read by date.
statute-repeal = Record a repeal
    .intro = The texts can still be read, marked as repealed.
statute-code = Code
    .hint = Stands in the address, for example mof-87. The code of a known statute publishes a further text of it.
statute-title = Title
statute-number = Document number
statute-issuer = Issued by
statute-level = Level
statute-level-law = Law
statute-level-regulation = Administrative regulation
statute-level-rule = Ministerial rule
statute-level-normative = Normative document
statute-level-local = Local provision
statute-region = Region it applies to
    .hint = Required for local provisions; leave empty for all others.
statute-published = Promulgated on
statute-from = Takes effect on
statute-repeal-from = Repealed from
    .hint = The first day on which it is no longer in force.
statute-by = Repealed by
    .hint = Title and number of the document that says so.
statute-amends = Code of the statute it amends
statute-note = Remark
    .hint = For example “second amendment of 1 March 2026”.
statute-text = Full text
    .hint = Each article begins a line with 第一条 and a blank; sections of a circular begin with 一、.

nav-laws = Laws
page-laws-title = Library of statutes
page-laws-lede = The laws, regulations, rules and normative documents that the platform works by, in full text: article by article, and as they read on any day. The texts are in Chinese.
page-laws-search = Search articles
page-laws-search-button = Search
page-laws-hint = For example: 履约保证金 退还; 87号令第55条
page-laws-level = Level
page-laws-year = Year
page-laws-standing = Standing
page-laws-filter = Filter
page-laws-all = All
page-laws-none = No statute fits.
page-laws-found = { $count ->
    [one] One article found.
   *[other] { $count } articles found.
 }
page-laws-partly = No article has all the words; these have some of them.
page-laws-nothing = Nothing found. Try other words, or fewer.
page-laws-direct = You may be looking for
page-laws-number = Number
page-laws-issuer = Issued by
page-laws-date = Promulgated
page-laws-from = In effect from
page-laws-until = Until
page-laws-region = Applies to
page-laws-nationwide = The whole country
page-laws-articles = Articles
page-laws-more = More results
page-laws-absent = Documents that rules cite and the library does not hold
page-laws-absent-text = Rules and messages show their numbers only, without a link.

statute-standing-in_force = In force
statute-standing-not_yet = Not yet in force
statute-standing-superseded = Superseded by a later text
statute-standing-repealed = Repealed

page-law-contents = Contents
page-law-versions = Texts
page-law-version = In effect from { $from }
page-law-version-until = { $from } until before { $until }
page-law-on = As of
    .hint = The text in force on this day
page-law-on-button = Show
page-law-not-current = This is not the text in force.
page-law-current = Show the text in force
page-law-as-of = The text in force on { $date }
page-law-none-then = No text was in force on { $date }; this is the nearest one.
page-law-relations = Relations to other documents
page-law-implements = Made under
page-law-implemented = Made under it
page-law-amends = Amends
page-law-amended = Amended by
page-law-repeals = Repeals
page-law-repealed = Repealed by
page-law-cites = Cites
page-law-cited = Cited by
page-law-published-here = Published here on { $at }
page-law-repealed-by = Repealed from { $from } by { $by }
page-law-rules = Rules of this platform that rest on it
page-law-new-text = Publish a further text
page-law-repeal = Record a repeal

page-article-cited = Articles that cite this one
page-article-cited-none = No other article of the library cites this one.
page-article-rules = Rules of this platform that rest on this article
page-article-rules-none = No rule of this platform rests on this article.
page-article-versions = This article in each text
page-article-same = same words
page-article-changed = other words
page-article-whole = Full text
page-article-before = Previous
page-article-after = Next
page-article-not-there = no such article in that text

page-statute-preview = Check how it was split
page-statute-preview-lede = These are the articles found in the text you pasted, and the citations in them. If they are right, send them for approval.
page-statute-split = { $articles } articles, { $headings } headings, { $citations } citations found
page-statute-links = Citations found
page-statute-preview-button = Preview
page-statute-send = Send for approval
page-statute-change = Change
