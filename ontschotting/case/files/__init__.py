"""Files in and files out: folders of CSV and workbooks."""
