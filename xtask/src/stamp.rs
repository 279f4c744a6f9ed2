//! Skips a step whose inputs are unchanged. A stamp holds a hash of everything that goes into the step: contents and
//! not times, because a checkout changes times. It is written only after the step has succeeded.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The inputs of a step, collected into one hash.
#[derive(Default)]
pub struct Inputs(DefaultHasher);

impl Inputs {
    /// Adds a part. Its length is added too, so that two parts cannot run into each other.
    pub fn add(mut self, part: impl AsRef<[u8]>) -> Inputs {
        let part = part.as_ref();
        self.0.write_usize(part.len());
        self.0.write(part);
        self
    }

    /// Adds the content of a file.
    pub fn add_file(self, path: &Path) -> Result<Inputs> {
        let content = fs::read(path).with_context(|| path.display().to_string())?;
        Ok(self.add(content))
    }
}

/// Runs `step` unless its stamp is the hash of `inputs` and every one of `outputs` is there. Returns whether it ran.
pub fn unless_fresh(
    stamp: &Path,
    inputs: Inputs,
    outputs: &[&Path],
    step: impl FnOnce() -> Result<()>,
) -> Result<bool> {
    let hash = format!("{:016x}", inputs.0.finish());
    let unchanged = fs::read_to_string(stamp).is_ok_and(|before| before == hash);
    if unchanged && outputs.iter().all(|output| output.exists()) {
        return Ok(false);
    }
    // Without this, an interrupted step would be taken for finished.
    let _ = fs::remove_file(stamp);
    step()?;
    write(stamp, hash)?;
    Ok(true)
}

/// Writes a file and the folders above it. A file with the same content is left alone, so its time stays.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    let content = content.as_ref();
    if fs::read(path).is_ok_and(|before| before == content) {
        return Ok(());
    }
    let folder = path.parent().context("a file without a folder")?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    // Writes beside it and renames, so that a server or a test in another process never reads half a file.
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(beside);
    fs::write(&beside, content).with_context(|| beside.display().to_string())?;
    fs::rename(&beside, path).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn a_step_runs_again_when_its_inputs_change_its_output_is_gone_or_it_failed() {
        let folder = std::env::temp_dir().join(format!("machi-plan-stamp-{}", std::process::id()));
        let (stamp, output) = (folder.join("stamp"), folder.join("output"));
        let runs = Cell::new(0);
        let step = |inputs: &str, fails: bool| {
            unless_fresh(&stamp, Inputs::default().add(inputs), &[&output], || {
                runs.set(runs.get() + 1);
                anyhow::ensure!(!fails, "failed on purpose");
                write(&output, inputs)
            })
        };
        assert!(step("a", false).unwrap());
        assert!(!step("a", false).unwrap());
        assert!(step("b", false).unwrap());
        fs::remove_file(&output).unwrap();
        assert!(step("b", false).unwrap());
        assert!(step("c", true).is_err());
        assert!(step("b", false).unwrap());
        assert_eq!(runs.get(), 5);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let hash =
            |parts: &[&str]| parts.iter().fold(Inputs::default(), |inputs, part| inputs.add(part)).0.finish();
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
