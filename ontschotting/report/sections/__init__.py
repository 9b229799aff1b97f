"""The sections of the report, by what they are about; their order is in `page_order`."""
