//! A person at a browser: signs in, takes a to-do, fills a form, sends it, and looks at what comes back.

use crate::{Browser, Demo};
use thirtyfour::prelude::*;

/// The password of every account of a demo.
pub const PASSWORD: &str = "yangcai-2026";

/// Somebody who clicks.
pub struct Person<'a> {
    /// The browser, shared by all: they take turns.
    pub browser: &'a Browser,
    /// The platform.
    pub demo: &'a Demo,
}

/// Puts a value into the control named `name`, whatever sort it is; answers whether there is one.
const FILL: &str = r#"
const [name, value] = arguments;
const found = [...document.getElementsByName(name)].filter(e => e.type !== 'hidden' || e.tagName !== 'INPUT');
if (!found.length) return 'missing';
const first = found[0];
if (first.type === 'radio') {
  const one = found.find(e => e.value === value);
  if (!one) return 'no such choice';
  one.click(); return 'ok';
}
if (first.type === 'checkbox') {
  const one = found.find(e => e.value === value) || first;
  if (one.checked !== (value !== '')) one.click();
  return 'ok';
}
if (first.tagName === 'SELECT') {
  const one = [...first.options].find(o => o.value === value) || [...first.options].find(o => o.text.includes(value));
  if (!one) return 'no such option: ' + [...first.options].map(o => o.text).join(' / ');
  first.value = one.value;
} else {
  first.focus(); first.value = value;
}
first.dispatchEvent(new Event('input', {bubbles: true}));
first.dispatchEvent(new Event('change', {bubbles: true}));
return 'ok';
"#;

const FILL_EVERY: &str = r#"
const [value, part, text] = arguments;
for (const e of document.querySelectorAll('main input[type=radio]')) if (e.value === value) e.click();
for (const e of document.querySelectorAll('main input:not([type=hidden]):not([type=radio]):not([type=checkbox]), main textarea'))
  if (part && e.name.includes(part) && !e.value) e.value = text;
"#;
const CHOOSE_FIRST: &str = r#"
const seen = new Set();
for (const e of document.querySelectorAll('main input[type=radio]')) if (!seen.has(e.name)) { seen.add(e.name); e.click(); }
"#;

const MAIN_BUTTON: &str = "main form button.btn[type=submit]:not(.quiet):not(.stop)";

impl Person<'_> {
    fn driver(&self) -> &WebDriver {
        &self.browser.driver
    }
    /// Opens a page of the platform.
    pub async fn open(&self, path: &str) -> WebDriverResult<()> {
        self.driver().goto(format!("{}{path}", self.demo.address)).await
    }
    /// Signs out whoever was there, and signs in.
    pub async fn sign_in(&self, login: &str) -> WebDriverResult<()> {
        self.open("/sign-in").await?;
        self.driver().delete_all_cookies().await?;
        self.open("/lang?to=zh-CN&back=/sign-in").await?;
        self.fill(&[("login", login), ("password", PASSWORD)]).await?;
        let button = self.driver().find(By::Css("main form button[type=submit]")).await?;
        self.press(&button).await?;
        let at = self.driver().current_url().await?;
        assert!(
            at.path().starts_with("/work"),
            "{login} is at {at} after signing in\n{}",
            self.text().await?
        );
        Ok(())
    }
    /// Fills controls by name.
    pub async fn fill(&self, values: &[(&str, &str)]) -> WebDriverResult<()> {
        for (name, value) in values {
            let args = vec![(*name).into(), (*value).into()];
            let told: String = self.driver().execute(FILL, args).await?.convert()?;
            assert_eq!(
                told,
                "ok",
                "{name} = {value} at {}\n{}",
                self.driver().current_url().await?,
                self.text().await?
            );
        }
        Ok(())
    }
    /// Takes the to-do with this action on a matter whose title holds `about`.
    pub async fn todo(&self, action: &str, about: &str) -> WebDriverResult<()> {
        self.open("/work").await?;
        let path = format!(
            "//ul[contains(@class,'tasks')]/li[contains(., '{about}')]//a[contains(@class,'btn')][normalize-space()='{action}']"
        );
        match self.driver().find(By::XPath(&*path)).await {
            Ok(link) => self.press(&link).await,
            Err(_) => panic!("nothing to do: {action} on {about}\n{}", self.text().await?),
        }
    }
    /// Is there such a to-do?
    pub async fn has_todo(&self, action: &str, about: &str) -> WebDriverResult<bool> {
        self.open("/work").await?;
        let path = format!(
            "//ul[contains(@class,'tasks')]/li[contains(., '{about}')]//a[contains(@class,'btn')][normalize-space()='{action}']"
        );
        Ok(!self.driver().find_all(By::XPath(&*path)).await?.is_empty())
    }
    /// Does a to-do as often as it is there, for each of these people.
    pub async fn everybody(
        &self,
        logins: &[&str],
        action: &str,
        about: &str,
        answer: impl AsyncFn(&Self) -> WebDriverResult<()>,
    ) -> WebDriverResult<()> {
        let mut done = 0;
        for login in logins {
            self.sign_in(login).await?;
            while self.has_todo(action, about).await? {
                self.todo(action, about).await?;
                answer(self).await?;
                if done == 0 {
                    self.shoot(action).await?;
                }
                self.send().await?;
                done += 1;
                assert!(done < 100, "{action} does not end");
            }
        }
        assert!(done > 0, "nobody had to do: {action}");
        Ok(())
    }
    /// Chooses `value` in every group of radio buttons that offers it, and writes `text` into every empty control whose
    /// name contains `part`.
    pub async fn fill_every(&self, value: &str, part: &str, text: &str) -> WebDriverResult<()> {
        let args = vec![value.into(), part.into(), text.into()];
        self.driver().execute(FILL_EVERY, args).await.map(|_| ())
    }
    /// In every group of radio buttons chooses the first.
    pub async fn choose_first(&self) -> WebDriverResult<()> {
        self.driver().execute(CHOOSE_FIRST, Vec::new()).await.map(|_| ())
    }
    /// What stands in the control of this name.
    pub async fn value(&self, name: &str) -> WebDriverResult<String> {
        Ok(self.driver().find(By::Name(name)).await?.prop("value").await?.unwrap_or_default())
    }
    /// Is there a control of this name?
    pub async fn has(&self, name: &str) -> WebDriverResult<bool> {
        Ok(!self.driver().find_all(By::Name(name)).await?.is_empty())
    }
    /// Clicks the first link that holds both texts.
    pub async fn click_part(&self, one: &str, other: &str) -> WebDriverResult<()> {
        let path = format!("//main//a[contains(., '{one}') and contains(., '{other}')]");
        match self.driver().find(By::XPath(&*path)).await {
            Ok(link) => self.press(&link).await,
            Err(_) => panic!("no link with {one} and {other}\n{}", self.text().await?),
        }
    }
    /// Sends the page's form, if the last click led to one instead of doing the thing.
    pub async fn send_if_form(&self) -> WebDriverResult<()> {
        let buttons = self.driver().find_all(By::Css(MAIN_BUTTON)).await?;
        if let Some(button) = buttons.first() {
            self.press(button).await?;
        }
        self.accepted().await
    }
    /// Clicks a button or link by its words.
    pub async fn click(&self, words: &str) -> WebDriverResult<()> {
        let path = format!("//main//*[self::button or self::a][normalize-space()='{words}']");
        match self.driver().find(By::XPath(&*path)).await {
            Ok(button) => self.press(&button).await,
            Err(_) => {
                panic!("no button {words} at {}\n{}", self.driver().current_url().await?, self.text().await?)
            }
        }
    }
    /// Sends the page's form by its main button, reads it back if it is shown once more, and expects it to be taken.
    pub async fn send(&self) -> WebDriverResult<()> {
        let button = self.driver().find(By::Css(MAIN_BUTTON)).await?;
        self.press(&button).await?;
        self.accepted().await?;
        let read_back = By::Css("main form button[name=_step][value=confirmed]");
        match self.driver().find_all(read_back).await?.first() {
            Some(button) => {
                self.press(button).await?;
                self.accepted().await
            }
            None => Ok(()),
        }
    }
    /// Sends the page's form and expects a refusal that names `rule`.
    pub async fn refused(&self, rule: &str) -> WebDriverResult<()> {
        let button = self.driver().find(By::Css(MAIN_BUTTON)).await?;
        self.press(&button).await?;
        let text = self.text().await?;
        assert!(text.contains(rule), "not refused by {rule}:\n{text}");
        Ok(())
    }
    /// Fails with the page's words if it refuses something.
    pub async fn accepted(&self) -> WebDriverResult<()> {
        let refused =
            self.driver().find_all(By::Css("main .errors, main .refusal, main [role=alert]")).await?;
        let refused = !refused.is_empty();
        assert!(!refused, "refused at {}\n{}", self.driver().current_url().await?, self.text().await?);
        Ok(())
    }
    /// The second person agrees to the newest proposal about `about`.
    pub async fn approve(&self, login: &str, about: &str) -> WebDriverResult<()> {
        self.sign_in(login).await?;
        self.todo("复核通过", about).await?;
        self.click("复核通过").await?;
        self.accepted().await
    }
    /// The page says this.
    pub async fn sees(&self, words: &str) -> WebDriverResult<()> {
        let text = self.text().await?;
        assert!(text.contains(words), "the page does not say {words}:\n{text}");
        Ok(())
    }
    /// The page's words.
    pub async fn text(&self) -> WebDriverResult<String> {
        self.driver().find(By::Tag("body")).await?.text().await
    }
    /// Moves the demo's clock by the banner's button.
    pub async fn clock(&self, words: &str) -> WebDriverResult<()> {
        let path =
            format!("//*[contains(@class,'training')]//button[contains(normalize-space(), '{words}')]");
        let button = self.driver().find(By::XPath(&*path)).await?;
        self.press(&button).await
    }
    /// Clicks what leads to another page, and waits for that page.
    async fn press(&self, element: &WebElement) -> WebDriverResult<()> {
        element.scroll_into_view().await?;
        self.driver().execute("window.left = false", Vec::new()).await?;
        element.click().await?;
        for _ in 0..200 {
            let script = "return window.left === undefined && document.readyState === 'complete'";
            let arrived =
                self.driver().execute(script, Vec::new()).await.and_then(|told| told.convert::<bool>());
            if arrived.unwrap_or(false) {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("no page came after a click at {}", self.driver().current_url().await?)
    }
    /// Takes a picture at both widths.
    pub async fn shoot(&self, what: &str) -> WebDriverResult<()> {
        self.browser.shoot(what).await
    }
}
