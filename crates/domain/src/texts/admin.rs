//! Administration: sessions, passwords, users, settings.

use super::{Text, text};

pub(super) static TEXTS: &[Text] = &[
    text(
        "field.password_short",
        "密码太短：{length} 个字符，至少 {min} 个",
        "Too short: {length} characters, at least {min}",
    ),
    text(
        "field.password_common",
        "这个密码太常见，容易被猜到，请换一个",
        "This password is too common to be safe; choose another",
    ),
    text(
        "field.password_is_login",
        "密码不能与登录名相同",
        "The password must differ from the login",
    ),
    text(
        "session.wrong",
        "登录名或密码不对",
        "Wrong login or password",
    ),
    text(
        "session.no_role",
        "您的账号还没有任何公司的角色，请联系管理员",
        "Your account has no role in any company yet; ask an administrator",
    ),
    text(
        "session.wait",
        "尝试次数太多，请在 {seconds} 秒后再试",
        "Too many attempts; try again in {seconds} seconds",
    ),
    text(
        "admin.password_wrong",
        "原密码不对，请重新输入",
        "The old password is wrong; enter it again",
    ),
    text(
        "admin.setup_token",
        "设置口令不对、已用过或已过期。请重新启动服务，使用新打印的口令",
        "The setup token is unknown, used or expired. Restart the server and use the one it prints",
    ),
    text(
        "admin.setup_done",
        "系统已完成初次设置，请直接登录",
        "Set-up is done already; sign in",
    ),
    text(
        "admin.too_many_tokens",
        "有效的令牌已达上限 {most} 个，请先吊销不用的",
        "There are {most} live tokens already; revoke one first",
    ),
    text(
        "admin.scope_too_wide",
        "您自己没有“{scope}”权限，不能授予令牌",
        "You don't have “{scope}” yourself, so a token can't have it",
    ),
    text(
        "admin.login_taken",
        "登录名 {login} 已被使用",
        "The login {login} is taken",
    ),
    text(
        "admin.not_yourself",
        "不能对自己的账号执行此操作，请让另一位管理员处理",
        "You can't do this to your own account; ask another administrator",
    ),
    text(
        "admin.last_administrator",
        "公司至少要有一位启用的管理员，请先任命另一位",
        "A company needs an active administrator; appoint another one first",
    ),
    text(
        "admin.managed_elsewhere",
        "账号 {login} 由另一家公司管理，这里只能调整其角色",
        "The account {login} is managed by another company; only its roles can be changed here",
    ),
    text(
        "admin.duties_conflict",
        "角色“{one}”与“{other}”应由不同的人担任；确需兼任请填写原因",
        "The roles “{one}” and “{other}” should be with different people; give a reason if they must be together",
    ),
    text(
        "admin.code_taken",
        "编码 {code} 已被“{name}”使用",
        "The code {code} belongs to “{name}”",
    ),
    text(
        "field.login",
        "登录名不能为空，也不能含空格",
        "The login can't be empty or contain spaces",
    ),
    text(
        "admin.company_code_taken",
        "公司编码 {code} 已被使用",
        "The company code {code} is taken",
    ),
    text(
        "admin.too_many_views",
        "已保存 {most} 个视图，请先删除不用的",
        "There are {most} saved views already; remove one first",
    ),
];
