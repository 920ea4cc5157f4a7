"""Rows of the queries below ``cypher/calibration``."""

from cypher.rows import Row


class MergeCalibrationRow(Row):
    """The version that has this calibration."""

    version: int
