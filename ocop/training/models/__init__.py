from ocop.training.models.courses import Course, Session, Topic
from ocop.training.models.people import Attendance, Enrolment, Feedback, Trainee

__all__ = ["Attendance", "Course", "Enrolment", "Feedback", "Session", "Topic", "Trainee"]
