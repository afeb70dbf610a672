"""Nouns: the tables, and what is always true of one row."""

from models.age import AgeBand, Sex
from models.audit import AuditLine
from models.base import Base
from models.booking import Attendance, Booking, BookingStatus, Channel
from models.consultation import (
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    ConsultationTopic,
    Lane,
    Outcome,
)
from models.course import Course
from models.event import Duty, Event, EventStatus, Format, Shift
from models.handout import Handout, HandoutKind
from models.person import Person
from models.place import District, Municipality, Venue
from models.population import Population, PopulationVersion
from models.question import (
    Answer,
    Device,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
)
from models.staff import Role, SignIn, Staff, StaffDistrict

__all__ = [
    "AgeBand",
    "Answer",
    "Attendance",
    "AuditLine",
    "Base",
    "Booking",
    "BookingStatus",
    "Channel",
    "Consultation",
    "ConsultationKind",
    "ConsultationStatus",
    "ConsultationTopic",
    "Course",
    "Device",
    "District",
    "Duty",
    "Event",
    "EventStatus",
    "Format",
    "Handout",
    "HandoutKind",
    "Lane",
    "Municipality",
    "Outcome",
    "Person",
    "Population",
    "PopulationVersion",
    "Question",
    "QuestionCategory",
    "QuestionChannel",
    "QuestionStatus",
    "Role",
    "Sex",
    "Shift",
    "SignIn",
    "Staff",
    "StaffDistrict",
    "Venue",
]
