"""Plans as files that others read: spreadsheets, CSV, JSON Lines, Parquet; and as labels for annotation tools.

from extractor import export
export.write(plans, Path("plans.xlsx"))         # sheets for officials, in Vietnamese
export.frame(plans, "targets")                  # a pandas DataFrame
"""

from extractor.export.files import FORMATS, frame, write

__all__ = ["FORMATS", "frame", "write"]
