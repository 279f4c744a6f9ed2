"""What other programs do with our files: openpyxl writes a workbook, Python's codec the CP932 of Windows, and the cells
that LibreOffice has read from a CSV are compared with ours. Called by xtask/src/test/offices.rs."""

import csv
import pathlib
import sys

import openpyxl


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def workbook(folder, out):
    """A workbook of a package's CSV files, every cell as text, as a script in a city hall would make it."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for path in sorted(pathlib.Path(folder).glob("*.csv")):
        sheet = book.create_sheet(path.stem)
        for number, row in enumerate(rows_of(path), 1):
            for column, cell in enumerate(row, 1):
                if cell:
                    # A string, whatever it begins with: openpyxl would make a formula of what begins with "=".
                    sheet.cell(number, column).value = cell
                    sheet.cell(number, column).data_type = "s"
    book.save(out)


def cp932(folder, out):
    """The package in CP932. A file with a character that CP932 does not have stays UTF-8, and the character is named."""
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    turned = 0
    for path in sorted(pathlib.Path(folder).glob("*.csv")):
        text = path.read_bytes().decode("utf-8-sig")
        try:
            data = text.encode("cp932")
            turned += 1
        except UnicodeEncodeError:
            outside = sorted({c for c in text if not has_cp932(c)})
            print(path.name, "stays UTF-8:", " ".join(f"{c} U+{ord(c):04X}" for c in outside))
            data = path.read_bytes()
        (pathlib.Path(out) / path.name).write_bytes(data)
    if turned == 0:
        sys.exit("no file could be turned into CP932")


def has_cp932(character):
    try:
        character.encode("cp932")
        return True
    except UnicodeEncodeError:
        return False


def same(folder, books):
    """Every cell of our CSV files stands in the workbook that LibreOffice made of each, as text and as no formula."""
    cells = wrong = 0
    paths = sorted(pathlib.Path(folder).glob("*.csv"))
    for path in paths:
        sheet = openpyxl.load_workbook(pathlib.Path(books) / f"{path.stem}.xlsx").active
        rows = rows_of(path)
        for number, row in enumerate(rows, 1):
            for column, ours in enumerate(row, 1):
                theirs = sheet.cell(number, column)
                cells += 1
                if (theirs.value or "") != ours or theirs.data_type == "f":
                    wrong += 1
                    print(f"{path.name} {theirs.coordinate}: {ours!r} became {theirs.value!r} ({theirs.data_type})")
        if sheet.max_row != len(rows):
            wrong += 1
            print(f"{path.name}: {len(rows)} rows became {sheet.max_row}")
    print(f"{cells} cells of {len(paths)} files compared")
    if wrong or not cells:
        sys.exit(f"{wrong} cells differ")


def formulas(book):
    """No cell of a workbook is a formula, and the one that looks like a formula is there."""
    cells = [cell for sheet in openpyxl.load_workbook(book) for row in sheet for cell in row]
    if any(cell.data_type == "f" for cell in cells):
        sys.exit("a text has become a formula")
    if not any(cell.data_type == "s" and str(cell.value).startswith("=HYPERLINK(") for cell in cells):
        sys.exit("the text =HYPERLINK(…) is gone")


if __name__ == "__main__":
    {"workbook": workbook, "cp932": cp932, "same": same, "formulas": formulas}[sys.argv[1]](*sys.argv[2:])
