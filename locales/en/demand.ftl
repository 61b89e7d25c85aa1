### Subsystem demand

## Refusal codes
E_INTENTION_MONTH = The 30 days of publication end on { $earliest }; the expected month cannot be earlier than that.
    .remedy = Choose the month of { $earliest } or a later one.
E_INTENTION_LEAD = The intention has not been public for 30 days; the first notice may be published from { $earliest }.
    .remedy = Publish after { $earliest }; for an unforeseeable urgent need, apply for an exemption with the supervising unit's approval.
E_INTENTION_TAKEN = The intention “{ $name }” already serves another demand or plan.
    .remedy = Choose another intention; if there is none, publish one first.
E_SURVEY_MISSING = This procurement needs a demand survey first.
    .remedy = Add the survey's date, number of respondents and findings (goods and services from 10 million yuan, works from 30 million yuan, public interest, complex technology and imports must be surveyed).
E_SURVEY_SAMPLE = The demand survey has fewer than { $least } respondents.
    .remedy = Ask more market participants that are representative.
E_SURVEY_OLD = The demand survey is more than a year old; it was valid until { $latest }.
    .remedy = Carry out a new survey.
E_REVIEWER_IS_AUTHOR = Whoever compiled this demand cannot review it.
    .remedy = Ask a colleague who took no part in compiling it.
E_DEMAND_NOT_APPROVED = The demand “{ $name }” has not passed its review; no plan can be filed on it.
    .remedy = Complete the general review, and the key review where it is due.
E_DEMAND_PLANNED = A plan has already been filed on the demand “{ $name }”.
    .remedy = Continue from the filed plan.

## Field messages
field-over-budget = More than the indicators have available: { $available } yuan.
field-intention-month = Choose the month of { $earliest } or a later one.
field-in-the-future = Cannot be later than today.
field-in-the-past = Must be later than today.
field-survey-incomplete = A survey needs its date, the number of respondents and its findings.

## Commands and fields
stream-demand-intention = Procurement intention
stream-demand-demand = Procurement demand

demand-publish_intention = Publish an intention
demand-compile_demand = Compile a demand
demand-revise_demand = Revise a demand
demand-review_general = General review
demand-review_key = Key review

demand-indicator = Budget indicator
demand-others = Further indicators
    .hint = Add them here if several indicators pay together.
demand-name = Project name
    .hint = Say what is bought; name no brand.
demand-catalogue = Catalogue item
    .hint = Choose a lowest-level item.
demand-summary = Outline of the demand
    .hint = Object, quantity, quality, service, safety, time.
demand-budget = Budget
demand-expected = Expected time of procurement
    .hint = The notice shows year and month. The first notice may follow 30 days after the intention is published.
demand-for_sme = Reserved for small and medium enterprises
demand-green = Energy-saving or environmentally labelled products
demand-remark = Remark
demand-intention = Intention
    .hint = Leave empty if the law exempts the procurement; give the reason when filing the plan.
demand-demand = Demand
demand-technical = Technical requirements
    .hint = Function, quality, performance, material, safety; give figures and grades where possible.
demand-commercial = Commercial requirements
    .hint = Time and place of delivery, payment, packing and transport, after-sales service, insurance.
demand-standards = Standards
    .hint = National, industry, local or other standards.
demand-acceptance = Acceptance scheme
    .hint = Who accepts, when, how, by which procedure, what, and against which standard.
demand-public_interest = Public interest or wide attention
demand-complex = Complex or highly specialised
demand-imported = Imported products intended
demand-survey_completed = Date of the demand survey
    .hint = Required for goods and services from 10 million yuan, works from 30 million yuan, and the three kinds above. Valid for one year.
demand-survey_respondents = Number of respondents
    .hint = Usually at least 3 market participants.
demand-survey_findings = Main findings
    .hint = Industry, supply, past prices, follow-up purchases.
demand-method = Procurement method
demand-method-public_tender = Open tender
demand-method-invited_tender = Invited tender
demand-method-competitive_negotiation = Competitive negotiation
demand-method-competitive_consultation = Competitive consultation
demand-method-inquiry = Inquiry
demand-method-single_source = Single source
demand-evaluation = Evaluation method
demand-evaluation-comprehensive = Comprehensive scoring
demand-evaluation-lowest_price = Lowest evaluated price
demand-form = Form of organisation
demand-form-decentralized = Decentralised
demand-form-departmental = Centralised by department
demand-form-centralized = By a central procurement agency
demand-pricing = Pricing
demand-pricing-fixed_total = Fixed total
demand-pricing-fixed_unit = Fixed unit prices
demand-pricing-cost_reimbursement = Cost reimbursement
demand-pricing-performance_incentive = Performance incentive
demand-choice_reason = Reasons for these choices
    .hint = Say why method, evaluation and pricing fit.
demand-rules = Budget, asset and finance rules are kept
demand-reasons = Method, evaluation, contract type and pricing have their reasons
demand-approvals = Approvals that are needed have been arranged for
demand-complete = The implementation plan is complete
demand-non_discrimination = Non-discrimination
    .hint = No particular supplier or product is meant; qualifications are reasonable; scoring is not biased.
demand-competition = Competition
    .hint = Open competition as the law requires; the demand is complete and clear; scoring rules are suitable.
demand-policy = Procurement policy
    .hint = Imports are necessary; innovation, green and small-enterprise policies are carried out.
demand-performance_risk = Performance risk
    .hint = Contract text is suitable; the acceptance scheme is complete; risks can be dealt with.
demand-other = Anything else that must be reviewed
demand-opinion = Opinion
    .hint = If a point fails, say what has to be changed.
choice-passed = Passed
choice-failed = Failed

## Notice
notice-label-catalogue = Catalogue item
notice-label-green = Energy-saving or environmentally labelled
notice-label-intention_note = Note
notice-intention-note = This intention is a first outline of the unit's procurement; the notice and the document of each procurement prevail.
