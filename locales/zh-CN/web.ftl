### 页面与部件的文字。

site-name = 阳采
site-owner = 黑龙江省政府采购
site-host = 主办：黑龙江省财政厅

nav-home = 首页
nav-notices = 公告
nav-api = 接口
nav-gallery = 页面部件
nav-sign-in = 登录
nav-sign-out = 退出
nav-work = 待办

## 通用
ui-this-language = 中文
ui-skip = 跳到正文
ui-main-nav = 主导航
ui-you-are-here = 当前位置
ui-banner = 演示说明
ui-demo = 演示数据：内容由仿真产生，不是真实采购。
ui-demo-clock = 演示时钟：{ $at }
ui-demo-jump = 跳到下一个时限：{ $due }
ui-demo-jump-day = 跳到明天
ui-errors = 有 { $count } 处需要改
ui-colon = ：
ui-open = （
ui-close = ）
ui-basis = 依据
ui-yuan = 元
ui-yes = 是
ui-no = 否
ui-any = 不限
ui-choose = 请选择
ui-beijing-time = 北京时间
ui-date-format = 年-月-日，例如 2026-03-05。
ui-datetime-format = 年-月-日 时:分，例如 2026-03-05 09:30。
ui-calendar = 打开日历选择：
ui-file-limits = 可以上传 { $accept }，最大 { $max } MB。
ui-upload-failed = 上传中断，请检查网络后再试。已填写的内容还在。
ui-progress = 进度
ui-add-row = 增加一项
ui-remove-row = 删除{ $what } { $number }
ui-change = 更改
ui-nothing = 没有内容。
ui-csv = 下载 CSV 表格
ui-pages = 翻页
ui-first-page = 第一页
ui-next-page = 下一页
ui-step-done = 已完成
ui-step-now = 当前
ui-step-stopped = 已终止
ui-due = 期限到 { $due }。
ui-receipt = 凭证
ui-receipt-download = 下载凭证
ui-recorded = 已存证
ui-print = 打印
ui-proof-title = 这份公告可以验证
ui-proof-at = 第 { $seq } 条，{ $at }
ui-proof-digest = 存证摘要（SM3）
ui-proof-root = 存证日志根（SHA-256）
ui-proof-how = 任何人都可以用 yangcai verify 重算全部记录，核对内容是否被改过。
ui-red = 红
ui-orange = 橙
ui-yellow = 黄

## 出错页
error-title-403 = 不能打开这一页
error-title-404 = 没有找到
error-this-page = 这一页
error-title-409 = 内容已经变化
error-title-422 = 没有办理
error-title-500 = 平台出了问题
error-title-503 = 平台正忙
error-number = 问题编号
error-back = 返回

## 部件
page-gallery = 页面部件
page-gallery-lede = 各页面共用的部件及示例。同一批示例也用于无障碍测试。
example-proof-box = 公告验证
example-notice = 公告正文
example-error-summary-linked-to-its-fields = 错误汇总（链接到各栏）
example-refusal-with-law-and-remedy = 拒绝（依据和办法）
example-textarea = 多行文本
example-breadcrumbs = 当前位置
example-file = 上传文件
example-text-with-a-hint = 单行文本，有提示
example-text-optional = 单行文本，选填
example-number-with-an-error = 数量，有错误
example-timeline = 经过
example-repeated-group = 可增减的多项
example-tag = 状态标签
example-date = 日期
example-date-and-time = 日期和时间
example-summary-list = 摘要
example-step-tracker = 进度
example-step-tracker-stopped = 进度，已终止
example-money = 金额
example-money-with-an-error = 金额，有错误
example-amount-with-its-words = 金额及大写
example-pagination = 翻页
example-alert = 预警
example-select = 下拉选择
example-filter = 筛选条件
example-radios = 单选
example-checkbox = 是或否
example-checks = 多选
example-table-sorted-with-export = 表格，可排序、可下载
example-table-empty = 表格，没有内容
example-percent = 百分比
example-next-step = 下一步
gallery-title = 项目名称
    .hint = 写清采购什么，不写品牌。
gallery-count = 数量
gallery-overview = 需求概况
    .hint = 标的、数量、质量、服务、安全、时限。
gallery-category = 项目类别
gallery-agreed = 专门面向中小企业
gallery-amount = 预算金额
gallery-planned = 预计采购时间
gallery-deadline = 投标截止时间
gallery-share = 预付款比例
gallery-attachment = 附件
gallery-items = 采购标的
choice-goods = 货物
choice-services = 服务
choice-works = 工程

## 办理
ui-submit = 提交
ui-continue = 继续
ui-reason = 对提示 { $rule } 的理由
ui-two-persons = 双人双岗：提交后由本单位另一位“{ $role }”复核，复核通过后生效。
ui-check-typed = 核对填写的内容
ui-confirm-propose = 确认，提交复核
ui-change-typed = 返回修改
ui-history = 经过
ui-two-names = { $organisation } · 经办 { $first } · 复核 { $second }
ui-not-now = 现在不能办理的事项及原因
ui-comma = 、
ui-demo-jump-month = 前进 30 天
done-recorded = 已办理，并已存证。
done-proposed = 已提交，等待另一人复核。
done-clock = 演示时钟已拨动。
done-supervision-approve_proposal = 已复核通过，事项生效。
done-supervision-reject_proposal = 已退回经办人。
stream-any = 事项
event-any = 有变化

## 待办
work-todo = 待办（{ $count }）
work-nothing = 现在没有要您办理的事项。
work-start = 我可以发起
work-proposed = 我提交复核的事项
work-matter = 事项
work-state = 状态
work-when = 时间
work-proposal-pending = 待复核
work-proposal-approved = 已通过
work-proposal-rejected = 已退回
work-due = 期限 { $due }
work-overdue = 已超期 { $due }
work-waits-for = 等待{ $role }办理。
work-returned = 退回原因
work-reasons = 对提示的说明
work-proposal-lede = 双人双岗：由另一位“{ $role }”复核。
work-about = 事项内容
work-proposer = 经办人
work-approve = 复核通过
work-reject = 退回
work-again = 修改后重新提交

## 登录
sign-in-password-hint = 不要使用别处用过的密码。
sign-in-code = 动态验证码
sign-in-new = 还没有账户
home-expert = 我是评审专家
home-expert-text = 具备相应职称和从业年限的专业人员，可在网上申请入库；承诺、审核、培训考核、续聘和评价都在这里办理。
sign-in-new-text = 供应商、代理机构和采购人一次注册，全省通用。
sign-in-demo = 演示账户
sign-in-demo-text = 登录名如下，密码见启动演示时终端上的说明。

## 接口
api-lede = 每一项业务办理都可以通过接口完成，与网页同一套规则、同一套拒绝代码。
api-command = 名称
api-title = 办理事项
api-roles = 角色
api-second = 复核角色
api-commands = 办理事项一览
api-money-fen = JSON 数字：以分计的整数
api-money-yuan = 文本：以元计，最多两位小数，例如 "1.50"

## 首页
home-title = 每一笔政府采购，都查得到、验得了
home-lede = 公告、合同、支付和评价全程公开。任何人都可以核对一份公告是否被改过、专家是否随机抽取、排名是否算对。
home-search = 搜索公告标题
home-newest = 最新公告
home-all = 全部公告
home-supplier = 我是供应商
home-supplier-text = 一次注册，全省通用。在家投标、在家开标。
home-register = 开始注册
home-verify = 我要验证
home-verify-text = 下载全部记录，在自己的电脑上从第一条重算，核对每一份公告。
home-figure-notices = 公开信息（条）
home-figure-projects = 采购项目（个）
home-figure-suppliers = 注册供应商（家）
home-figure-records = 存证记录（条）

## 公告
notices-q = 标题中的字词
notices-title = 公告
notices-kind = 公告类型
notices-region = 地区
notices-method = 采购方式
notices-category = 项目类别
notices-number = 项目编号
notices-amount = 金额（元）
notices-at = 发布日期
notices-from = 发布日期从
notices-until = 到
notices-search = 搜索
notices-clear = 清除条件
notices-none = 没有符合条件的公告。
notices-search-window = 这一段时间里没有更多，点“下一页”继续向前查找。
notice-heading = { $number }、{ $name }
notice-meta-number = 项目编号 { $number }
notice-meta-published = 发布 { $at }
notice-meta-until = 公告期至 { $until }
notice-files = 附件
notice-way = 项目走到哪里
notice-erased = （姓名已依法删除）

## 品目
page-catalogue = 查找采购品目
page-catalogue-lede = 按名称中的字词或编码开头查找《政府采购品目分类目录》的末级品目。
catalogue-q = 名称或编码
    .hint = 例如：台式 计算机；或 A0201
catalogue-code = 编码
catalogue-name = 名称
catalogue-find = 查找品目编码（在新页面打开）

## 采购的全过程
journey-budget = 预算
journey-intention = 意向
journey-demand = 需求
journey-plan = 计划
journey-entrustment = 委托
journey-tender = 招标
journey-opening = 开标
journey-evaluation = 评审
journey-award = 定标
journey-contract = 合同
journey-acceptance = 验收
journey-payment = 支付
journey-listing = 上架
journey-order = 下单
notice-section-people = 评审专家
