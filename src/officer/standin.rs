//! Until the branches reader and writer are there.
use crate::package::{Problem, read_files};
use crate::plan::Plan;
pub fn read_file(_name: &str, _bytes: &[u8]) -> (Plan, Vec<Problem>) {
    read_files([])
}
