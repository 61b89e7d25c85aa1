### 监督预警

E_PROPOSAL_PENDING = 同一事项已经提交复核，正在等待另一人办理。
    .remedy = 等待复核；要修改的，请复核人退回后再提交。
E_PROPOSAL_OUTDATED = 这份待复核内容的格式已经过时。
    .remedy = 请退回，由经办人重新提交。

stream-supervision-proposal = 待复核事项
supervision-approve_proposal = 复核通过
supervision-reject_proposal = 退回
supervision-proposal = 待复核事项
supervision-reject_proposal-reason = 退回原因
    .hint = 写明要改什么；经办人填过的内容会保留。
