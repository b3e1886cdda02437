"""From what sentences say to what is known: names grounded, statements united, believed, and joined into
chains.

`fragment` makes one paper's share of the graph of its records, `merge` unites shares, and `project`
computes what follows from all of them. The steps and their parameters are data (steps.yml and the tables
beside it); `fingerprint` is the hash of that data, and a `Tally` counts what each step took, made and
dropped.
"""

from extraction.assembly.fragments import fragment
from extraction.assembly.merge import merge
from extraction.assembly.projection import project
from extraction.assembly.steps import Step, StepCount, Tally, fingerprint, steps

__all__ = ["Step", "StepCount", "Tally", "fingerprint", "fragment", "merge", "project", "steps"]
