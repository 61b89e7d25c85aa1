### Subsystem supervision

E_PROPOSAL_PENDING = The same matter waits for a second person already.
    .remedy = Wait for the decision; to change it, have it returned first.
E_PROPOSAL_OUTDATED = The form of this proposal is out of date.
    .remedy = Return it, and have it submitted again.

stream-supervision-proposal = proposal
supervision-approve_proposal = Approve
supervision-reject_proposal = Return
supervision-proposal = Proposal
supervision-reject_proposal-reason = Reason
    .hint = Say what to change; what was typed is kept.
