//! Tests the snippets in real systems: a WordPress from Debian's packages and the editors of content management
//! systems take them, and Chromium shows what a citizen sees.
//!
//! No service is installed on the machine. WordPress's package would start a web server, and MariaDB's server package
//! starts itself. So WordPress is only unpacked, and of MariaDB only the programs are installed; the tests start and
//! end them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::browser;
use super::count::Count;
use crate::command::Command;
use crate::paths::Paths;
use crate::stamp::{self, Inputs};
use crate::tools;

/// Programs that run only when they are called.
const PROGRAMS: &[&str] = &[
    "php-cli",
    "php-mysql",
    "php-mbstring",
    "php-xml",
    "php-gd",
    "mariadb-server-core",
    // The set-up of a database calls `my_print_defaults`.
    "mariadb-client-core",
];

/// Only unpacked: WordPress, its default theme, and its dependencies.
const WORDPRESS: &[&str] = &["wordpress", "wordpress-theme-twentytwentythree", "php-getid3"];

/// Installs the missing programs.
pub fn prepare(paths: &Paths) -> Result<()> {
    browser::prepare(paths)?;
    tools::debian(paths, PROGRAMS)?;
    tools::npm(paths, &paths.root.join("tests/hosts"))
}

/// Runs `tests/hosts/*.test.mjs`.
pub fn test(paths: &Paths) -> Result<Count> {
    prepare(paths)?;
    let unpacked = paths.work.join("wordpress");
    unpack(paths, &unpacked)?;
    browser::node_tests(paths, "tests/hosts", "hosts", &[("MACHI_PLAN_WORDPRESS", &unpacked)])
}

/// Fetches the packages through apt, which checks their hashes, and unpacks them into a folder.
fn unpack(paths: &Paths, folder: &Path) -> Result<()> {
    let inputs = Inputs::default().add(WORDPRESS.join(" "));
    stamp::unless_fresh(&paths.work.join("wordpress.stamp"), inputs, &[folder], || {
        println!("unpacking {}", WORDPRESS.join(", "));
        let fetched = paths.work.join("wordpress-packages");
        for folder in [folder, &fetched] {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
        }
        fs::create_dir_all(&fetched)?;
        let arguments: Vec<&str> = ["-q", "download"].into_iter().chain(WORDPRESS.iter().copied()).collect();
        Command::new(&fetched, "apt-get", &arguments)
            .output()
            .context("WordPress is fetched through apt; its lists come with: apt-get update")?;
        for package in fs::read_dir(&fetched)? {
            let package = package?.path();
            Command::new(&fetched, "dpkg-deb", &["-x".as_ref(), package.as_os_str(), folder.as_os_str()])
                .run()?;
        }
        fs::remove_dir_all(&fetched).map_err(Into::into)
    })
    .map(drop)
}
