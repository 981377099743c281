"""Plans of the programme: what is intended, by whom, with what money, and how far it is."""

from ocop.plans.models.contents import BudgetLine, Group, Objective, Task
from ocop.plans.models.plans import Plan
from ocop.plans.models.working import Movement, Progress

__all__ = ["BudgetLine", "Group", "Movement", "Objective", "Plan", "Progress", "Task"]
