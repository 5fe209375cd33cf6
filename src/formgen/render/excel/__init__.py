"""Excel templates: filled and repeated in the workbook's own XML, so that nothing is lost."""

from formgen.render.excel.template import ExcelTemplate

__all__ = ["ExcelTemplate"]
