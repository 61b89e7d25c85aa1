### Drawing experts

## Refusals
E_PANEL_COMPOSITION = An evaluation committee has an odd number of at least { $least } members, two thirds of them experts; this one has { $total }, of them { $experts } experts.
    .remedy = Change the numbers of experts and purchaser's representatives. From 10 million yuan on, or for complex matters, at least seven members are needed.
E_DRAW_TOO_EARLY = Experts may not be drawn earlier than 2 working days before the evaluation: drawn now, it has to start before { $latest }.
    .remedy = Start the evaluation earlier, or draw closer to it.
E_TOO_FEW_EXPERTS = Only { $found } experts meet the conditions; { $needed } more are needed.
    .remedy = Add specialities, or widen the experts' region.
E_NO_REGULATOR = No finance authority of { $region } is on the platform to supervise the draw.
    .remedy = Ask the operator to enrol the local finance authority.
E_COMMITTED = Your organisation has already committed its random number.
    .remedy = Reveal it when all have committed.
E_FORFEITED = Your organisation did not commit a random number in time and has no say in this draw.
    .remedy = The draw goes on; this is on record.
E_CONTRIBUTION_MISMATCH = The number revealed is not the one committed.
    .remedy = Reveal the number that was committed.
E_NOT_CALLED = You have no call to answer, or have answered it already.
    .remedy = See your to-do list.

risk-EXP-01 = Drawn more than 2 working days before the evaluation.
risk-EXP-02 = The committee's composition is not lawful.
risk-EXP-03 = An expert works for the purchaser, the agency or a bidder and has to stand aside.

draw-field-past = The evaluation's time has passed.
draw-field-too-far = More than 2 working days off: too early to draw.
draw-field-too-few = Too few experts meet the conditions.

stream-draw-draw = Draw of experts
event-draw-requested = Draw requested, candidate list fixed
event-contribution-committed = A party committed its random number
event-commitments-closed = Commitments closed
event-contribution-revealed = A party revealed its random number
event-seed-fixed = Seed fixed
event-expert-called = The next expert in order was called
event-expert-passed_over = A place was passed over
event-expert-answered = An expert answered
event-draw-filled = All seats filled
event-draw-failed = Candidate list exhausted
event-draw-convened = Committee convened

draw-request = Request a draw of experts
    .intro = The candidate list is fixed now and published as salted commitments only; who is drawn stays secret until sign-in.
    .submit = Fix the list and start the draw
draw-commit = Commit a random number
    .intro = Each of three parties commits a number, and reveals it after all have committed. Nobody alone decides the draw.
    .submit = Commit
draw-reveal = Reveal the random number
    .intro = With the other numbers, the candidate list and the journal's root it makes the seed. Who does not reveal in time has no say, and the draw goes on.
    .submit = Reveal
draw-respond = Answer the call
    .submit = Send the answer
draw-expire = Time limit of the draw passed
draw-widen = Draw again with wider conditions
    .intro = The list is exhausted. Experts who accepted stay; nobody is called twice.
    .submit = Fix the new list

draw-draw = Draw
draw-lot = Lot
draw-specialities = Specialities
draw-code = Code
    .hint = A catalogue code, for example A02010105.
draw-experts = Number of experts
    .hint = With the representatives an odd number of at least five, two thirds of them experts.
draw-representatives = Number of purchaser's representatives
    .hint = None is allowed: enter 0.
draw-complex = Technically complex, or of large social influence (seven members or more)
draw-evaluation_at = Start of the evaluation
    .hint = Experts may not be drawn earlier than 2 working days before it.
draw-reach = Experts' region
    .hint = Six-digit code, with the regions below it; the purchaser's city if left empty.
draw-avoid = Other employers to avoid
    .hint = Purchaser, agency and bidders are avoided without being listed.
draw-employer = Unified social credit code
draw-reason = Reason
draw-words = Some words
    .hint = Anything; the platform puts 32 random bytes before it.
draw-answer = Will you take part?
draw-answer-accept = Yes
draw-answer-decline = No

draw-stage-committing = The parties commit
draw-stage-revealing = The parties reveal
draw-stage-calling = Experts are called
draw-stage-filled = All seats filled
draw-stage-failed = List exhausted
draw-party-purchaser = Purchaser
draw-party-agency = Agency
draw-party-regulator = Finance authority
draw-standing-called = Called
draw-standing-accepted = Accepted
draw-standing-declined = Declined
draw-standing-silent = No answer in time
draw-standing-withdrawn = Replaced
