//! Tests our files in other programs: LibreOffice opens and saves them, openpyxl writes a workbook, a CSV is in
//! Windows' CP932, frictionless checks the open data. The files that come back must compile to the same plan file,
//! byte for byte.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use super::browser;
use super::count::Count;
use crate::command::Command;
use crate::paths::Paths;
use crate::tools;

/// LibreOffice's options for writing each sheet as a CSV: commas, quotes, UTF-8, cells as shown.
const AS_CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// A package whose cells a spreadsheet would run or change.
const FORMULAS: [(&str, &str); 3] = [
    ("計画.csv", "項目,値\n計画ID,machi\n計画名,試し\n開始年度,R5\n終了年度,R7\n"),
    ("体系.csv", "体系ID,名称\n1-1,上\n"),
    (
        "取組.csv",
        "取組ID,体系ID,名称,目的,内容,ページ\n1-1-1,1-1,\"'=HYPERLINK(\"\"http://example.com\"\",\"\"押す\"\")\",'+81,'@SUM(A1),007\n1-2,1-1,'-cmd,1/2,R5.4.1,12-3\n",
    ),
];

/// The data of one run.
struct Office<'a> {
    paths: &'a Paths,
    /// The folder of all files that this test writes.
    room: PathBuf,
    python: PathBuf,
    command: PathBuf,
}

/// Installs the missing programs.
pub fn prepare(paths: &Paths) -> Result<()> {
    tools::debian(paths, &["libreoffice-calc-nogui"])
}

/// Runs and counts every check.
pub fn test(paths: &Paths) -> Result<Count> {
    prepare(paths)?;
    let room = paths.work.join("offices");
    if room.exists() {
        fs::remove_dir_all(&room)?;
    }
    let office = Office {
        paths,
        python: tools::python(paths, &paths.root.join("tests/offices/requirements.txt"))?,
        command: browser::native_command(paths)?,
        room,
    };
    let mut count = Count::default();
    for city in ["okayama", "yamaguchi"] {
        let source = paths.root.join("data").join(city);
        for (name, check) in CHECKS {
            let room = office.room.join(city).join(name);
            fs::create_dir_all(&room)?;
            count = count + counted(city, name, check(&office, &source, &room));
        }
    }
    let source = office.room.join("formulas/package");
    fs::create_dir_all(&source)?;
    for (name, text) in FORMULAS {
        fs::write(source.join(name), text)?;
    }
    for (name, check) in [CHECKS[0], CHECKS[3], CHECKS[6], ("formulas stay text", formulas)] {
        let room = office.room.join("formulas").join(name);
        fs::create_dir_all(&room)?;
        count = count + counted("formulas", name, check(&office, &source, &room));
    }
    Ok(count)
}

type Check = fn(&Office, &Path, &Path) -> Result<()>;

const CHECKS: [(&str, Check); 7] = [
    ("workbook saved by LibreOffice", saved_by_libreoffice),
    ("workbook made by openpyxl", made_by_openpyxl),
    ("package in CP932", in_cp932),
    ("workbook saved as CSV by LibreOffice", saved_as_csv),
    ("open data validated by frictionless", validated),
    ("falsified open data refused by frictionless", falsified),
    ("open data opened by LibreOffice", opened),
];

fn counted(plan: &str, name: &str, done: Result<()>) -> Count {
    match &done {
        Ok(()) => println!("{plan}: {name}"),
        Err(error) => println!("{plan}: {name} FAILED: {error:#}"),
    }
    Count::of(done.is_ok())
}

fn saved_by_libreoffice(office: &Office, source: &Path, room: &Path) -> Result<()> {
    let book = room.join("plan.xlsx");
    office.export(source, "workbook", &book)?;
    let saved = room.join("saved");
    office.convert("xlsx", &saved, None, &[book])?;
    office.same_plan(source, &saved.join("plan.xlsx"))
}

fn made_by_openpyxl(office: &Office, source: &Path, room: &Path) -> Result<()> {
    let folder = room.join("package");
    office.export(source, "package", &folder)?;
    let book = room.join("plan.xlsx");
    office.script("workbook", &[&folder, &book])?;
    office.same_plan(source, &book)
}

fn in_cp932(office: &Office, source: &Path, room: &Path) -> Result<()> {
    let folder = room.join("package");
    office.export(source, "package", &folder)?;
    let cp932 = room.join("cp932");
    office.script("cp932", &[&folder, &cp932])?;
    office.same_plan(source, &cp932)
}

fn saved_as_csv(office: &Office, source: &Path, room: &Path) -> Result<()> {
    let book = room.join("plan.xlsx");
    office.export(source, "workbook", &book)?;
    let folder = room.join("csv");
    office.convert(AS_CSV, &folder, None, &[book])?;
    // plan-取組.csv
    for path in files(&folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sheet = name.strip_prefix("plan-").with_context(|| format!("{name} is named after no sheet"))?;
        fs::rename(&path, folder.join(sheet))?;
    }
    office.same_plan(source, &folder)
}

fn validated(office: &Office, source: &Path, room: &Path) -> Result<()> {
    let folder = room.join("open-data");
    office.export(source, "open-data", &folder)?;
    office.frictionless(&folder)
}

/// The same copy with one invalid year: a validation that cannot fail would prove nothing.
fn falsified(office: &Office, source: &Path, room: &Path) -> Result<()> {
    let folder = room.join("open-data");
    office.export(source, "open-data", &folder)?;
    office.frictionless(&folder).context("before it was falsified")?;
    let path = folder.join("schedule.csv");
    let text = fs::read_to_string(&path)?;
    let falsified = text.replacen(",2023,", ",来年,", 1);
    ensure!(falsified != text, "{} has no year 2023 to falsify", path.display());
    fs::write(&path, falsified)?;
    ensure!(office.frictionless(&folder).is_err(), "frictionless takes 来年 for a year");
    Ok(())
}

fn opened(office: &Office, source: &Path, room: &Path) -> Result<()> {
    let folder = room.join("open-data");
    office.export(source, "open-data", &folder)?;
    let paths: Vec<PathBuf> =
        files(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|e| e == "csv")).collect();
    let books = room.join("opened");
    // As the dialogue proposes: UTF-8, commas, and every column as text.
    let text = (1..=40).map(|column| format!("{column}/2")).collect::<Vec<_>>().join("/");
    office.convert("xlsx", &books, Some(&format!("CSV:44,34,76,1,{text}")), &paths)?;
    office.script("same", &[&folder, &books])
}

fn formulas(office: &Office, source: &Path, room: &Path) -> Result<()> {
    let book = room.join("plan.xlsx");
    office.export(source, "workbook", &book)?;
    office.script("formulas", &[&book])?;
    let saved = room.join("saved");
    office.convert("xlsx", &saved, None, &[book])?;
    office.script("formulas", &[&saved.join("plan.xlsx")])
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    ensure!(!paths.is_empty(), "{} is empty", folder.display());
    Ok(paths)
}

impl Office<'_> {
    fn export(&self, source: &Path, form: &str, out: &Path) -> Result<()> {
        let arguments =
            ["export".as_ref(), source.as_os_str(), "--as".as_ref(), form.as_ref(), "--out".as_ref()];
        let arguments: Vec<_> = arguments.into_iter().chain([out.as_os_str()]).collect();
        Command::new(&self.paths.root, &self.command, &arguments).output().map(drop)
    }

    fn same_plan(&self, source: &Path, other: &Path) -> Result<()> {
        let compiled = |path: &Path| {
            Command::new(&self.paths.root, &self.command, &["compile".as_ref(), path.as_os_str()]).output()
        };
        if compiled(source)? != compiled(other)? {
            bail!("{} is another plan", other.display());
        }
        Ok(())
    }

    /// LibreOffice without a window and with its own settings, because a person's settings would change what it
    /// reads.
    fn convert(&self, form: &str, out: &Path, filter: Option<&str>, paths: &[PathBuf]) -> Result<()> {
        let profile = format!("-env:UserInstallation=file://{}", self.room.join("profile").display());
        let mut arguments = vec![profile, "--headless".into(), "--convert-to".into(), form.into()];
        arguments.extend(filter.map(|filter| format!("--infilter={filter}")));
        arguments.extend(["--outdir".into(), out.display().to_string()]);
        arguments.extend(paths.iter().map(|path| path.display().to_string()));
        // Its exit code is always 0. The reader of the files finds out whether one is missing.
        Command::new(&self.paths.root, "soffice", &arguments).output().map(drop)
    }

    fn script(&self, task: &str, paths: &[&Path]) -> Result<()> {
        let script = self.paths.root.join("tests/offices/offices.py");
        let mut arguments = vec![script.as_os_str(), task.as_ref()];
        arguments.extend(paths.iter().map(|path| path.as_os_str()));
        let (said, success) = Command::new(&self.paths.root, &self.python, &arguments).captured()?;
        print!("{said}");
        ensure!(success, "offices.py {task}");
        Ok(())
    }

    fn frictionless(&self, folder: &Path) -> Result<()> {
        let arguments = ["-m", "frictionless", "validate", "datapackage.json"];
        Command::new(folder, &self.python, &arguments).env("PYTHONUTF8", "1").output().map(drop)
    }
}
