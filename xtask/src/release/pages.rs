//! The pages of the demo site that an officer uses, as pages of the archive: links lead to what is in it, and no word
//! calls them a demonstration.

use anyhow::{Context, Result, ensure};

use super::archive::Files;

/// The page to begin with.
pub const START: &str = "はじめにお読みください.html";

/// What is said otherwise. Each must occur, so that a page that changes is noticed.
const WORDS: [(&str, &str); 2] = [
    ("まちプラン 見本サイト", "まちプラン"),
    (
        "このサイトは、まちプラン（machi-plan）の表示の見本です。岡山市・山口市の公式サイトではありません。計画についての正式な情報は、各市が公表している資料でお確かめください。",
        "まちプラン（machi-plan）の配布物のページです。",
    ),
];
const NOTICE: &str = "<aside class=\"site-notice\"";

/// A page of the site for an archive with these files.
pub fn page(html: &str, is_there: impl Fn(&str) -> bool) -> Result<String> {
    let mut page = String::new();
    for line in html.lines().filter(|line| !line.starts_with(NOTICE)) {
        let line = line.replace("href=\"index.html\"", &format!("href=\"{START}\""));
        let line = line.replace(">トップページ<", ">はじめにお読みください<");
        let line = line.replace("担当者のページ（見本）", "担当者のページ");
        // Links of the menus, one a line.
        let missing = |link: &str| !link.is_empty() && !is_there(link);
        if line.starts_with("<li><a href=") && links(&line).into_iter().any(missing) {
            continue;
        }
        page.push_str(&line);
        page.push('\n');
    }
    for (said, other) in WORDS {
        ensure!(page.contains(said), "a page of the archive does not say “{said}”");
        page = page.replace(said, other);
    }
    Ok(page)
}

/// The files beside a page that it names.
pub fn links(html: &str) -> Vec<&str> {
    let named = ["href=\"", "src=\""].into_iter().flat_map(|attribute| html.split(attribute).skip(1));
    let named = named.filter_map(|rest| rest.split(['"', '#']).next());
    // Code that is shown has an address on the server of a city.
    named.filter(|link| !link.is_empty() && !link.starts_with(['/', '&']) && !link.contains(':')).collect()
}

/// What a page says of the archive: the files and folders that it names as parts of it.
fn named(html: &str) -> impl Iterator<Item = &str> {
    html.split("配布物の <code class=\"site-code\">").skip(1).filter_map(|rest| rest.split('<').next())
}

/// Every link of every page leads to a file of the archive, and what a page says to be in it is in it.
pub fn are_whole(files: &Files) -> Result<()> {
    for (name, content) in files.iter().filter(|(name, _)| name.ends_with(".html") && !name.contains('/')) {
        let html = std::str::from_utf8(content).with_context(|| name.clone())?;
        let is_named = |part: &str| {
            files.keys().any(|file| {
                file.starts_with(&format!("{part}/")) || format!("/{file}").ends_with(&format!("/{part}"))
            })
        };
        let linked = links(html).into_iter().filter(|link| !files.contains_key(*link));
        let missing: Vec<&str> = linked.chain(named(html).filter(|part| !is_named(part))).collect();
        ensure!(missing.is_empty(), "{name} leads to files that the archive lacks: {missing:?}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_menus_lead_into_the_archive_and_the_words_are_its_own() {
        let html = format!(
            "<title>担当者のページ（見本）{}</title>\n{NOTICE}>見本</aside>\n<li><a href=\"index.html\">トップページ</a></li>\n\
             <li><a href=\"okayama.html\">岡山市</a></li>\n<li><a href=\"guide.html#files\">手引き</a></li>\n<p>{}</p>",
            WORDS[0].0, WORDS[1].0
        );
        let page = page(&html, |link| [START, "guide.html"].contains(&link)).unwrap();
        assert_eq!(
            page,
            format!(
                "<title>担当者のページまちプラン</title>\n<li><a href=\"{START}\">はじめにお読みください</a></li>\n\
                 <li><a href=\"guide.html#files\">手引き</a></li>\n<p>{}</p>\n",
                WORDS[1].1
            )
        );
        assert!(super::page("<p></p>", |_| true).is_err());
    }

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_found() {
        let page =
            |html: &str| Files::from([("a.html".to_owned(), html.into()), ("b.css".to_owned(), Vec::new())]);
        assert!(
            are_whole(&page(
                "<a href=\"b.css#x\"></a><a href=\"#y\"></a><a href=\"https://example.jp\"></a>"
            ))
            .is_ok()
        );
        assert!(are_whole(&page("<img src=\"c.png\">")).is_err());
    }

    #[test]
    fn a_page_that_names_a_part_which_is_not_there_is_found() {
        let says = |part: &str| {
            let page = format!("配布物の <code class=\"site-code\">{part}</code>");
            are_whole(&Files::from([
                ("a.html".to_owned(), page.into()),
                ("pkg/b.css".to_owned(), Vec::new()),
            ]))
        };
        assert!(["pkg", "b.css", "pkg/b.css"].map(says).iter().all(Result::is_ok));
        assert!(["docs", "css", "pkg/b"].map(says).iter().all(Result::is_err));
    }
}
