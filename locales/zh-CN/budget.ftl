### 预算指标

## 拒绝代码
E_FISCAL_YEAR = 指标属于 { $year } 年度，现在是 { $current } 年度。
    .remedy = 使用本年度指标；跨年度的，先由财政预算部门结转指标。
E_ADJUST_BELOW_TAKEN = 指标已冻结、占用和执行 { $taken } 元，不能调减到这个数以下。
    .remedy = 填写不低于 { $taken } 元的金额，或先终止相关采购、释放已冻结的指标。
E_OVER_HOLD = 需要 { $needed } 元，本包（订单）在指标上可动用的只有 { $held } 元。
    .remedy = 核对金额；已释放、已支付的不能再次使用。
