"""The proof of an optimum as a workbook that checks itself."""
