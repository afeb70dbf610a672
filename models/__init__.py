"""Nouns: the tables, and what is always true of one row."""

from models.age import AgeBand, Sex
from models.appointment import Appointment, AppointmentStatus, AppointmentTopic, CardClosure
from models.audit import AuditLine
from models.base import Base
from models.booking import (
    Absence,
    Attendance,
    Booking,
    BookingStatus,
    Channel,
    Offer,
    OfferOutcome,
    Way,
)
from models.call import Call, CallKind, CallOutcome
from models.consultation import (
    Consultation,
    ConsultationKind,
    ConsultationStatus,
    ConsultationTopic,
    Lane,
    Outcome,
)
from models.counter import CounterAct, CounterCall, CounterStep
from models.course import Course
from models.door import DoorAct, DoorEntry, DoorOutcome, DoorSource
from models.equipment import Equipment, EquipmentKind, EventEquipment, Loan
from models.event import (
    Admission,
    Audience,
    Correction,
    Event,
    EventCourse,
    EventStatus,
    EventTemplate,
    Format,
    Series,
)
from models.faq import Faq, FaqEdition, FaqHelp, FaqStatus, LessonFaq
from models.file_import import FileImport, ImportKind, PastClass, PastCount
from models.handout import Copies, Handout, HandoutKind, Scan
from models.handset import Handset
from models.lesson import CopyStatus, LessonCopy
from models.outgoing import Outgoing, OutgoingTable
from models.person import Person
from models.person_merge import PersonBefore, PersonMerge, VisitBefore
from models.photos import Photos
from models.place import District, EventList, Municipality, Room, Venue, VenueClosure
from models.population import Population, PopulationVersion
from models.proposal import Proposal, ProposedClass
from models.publication import (
    FigureMerge,
    Mark,
    MergeKind,
    Publication,
    PublishedNumber,
    PublishedRow,
    What,
)
from models.question import (
    Answer,
    Desk,
    Device,
    Phrase,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionLink,
    QuestionStatus,
    Step,
)
from models.reach import ReachCell, ReachDeed, ReachMark, ReachPeriod
from models.shift import Availability, Duty, Shift, Slot, StandIn, StandInStatus
from models.slip import Slip
from models.staff import Role, SignIn, Skill, Staff, StaffDistrict, StaffSkill
from models.survey import Survey
from models.target import Promise, PromiseOutcome, Target
from models.term import FaqTerm, LessonTerm, QuestionTerm, SearchMark

__all__ = [
    "Absence",
    "Admission",
    "AgeBand",
    "Answer",
    "Appointment",
    "AppointmentStatus",
    "AppointmentTopic",
    "Attendance",
    "Audience",
    "AuditLine",
    "Availability",
    "Base",
    "Booking",
    "BookingStatus",
    "Call",
    "CallKind",
    "CallOutcome",
    "CardClosure",
    "Channel",
    "Consultation",
    "ConsultationKind",
    "ConsultationStatus",
    "ConsultationTopic",
    "CopyStatus",
    "Correction",
    "CounterAct",
    "CounterCall",
    "CounterStep",
    "Copies",
    "Course",
    "Desk",
    "Device",
    "District",
    "DoorAct",
    "DoorEntry",
    "DoorOutcome",
    "DoorSource",
    "Duty",
    "Equipment",
    "EquipmentKind",
    "Event",
    "EventCourse",
    "EventEquipment",
    "EventList",
    "EventStatus",
    "EventTemplate",
    "Faq",
    "FaqEdition",
    "FaqHelp",
    "FaqStatus",
    "FaqTerm",
    "FileImport",
    "FigureMerge",
    "Format",
    "Handout",
    "HandoutKind",
    "Handset",
    "ImportKind",
    "Lane",
    "LessonCopy",
    "LessonFaq",
    "LessonTerm",
    "Loan",
    "Mark",
    "MergeKind",
    "Municipality",
    "Offer",
    "OfferOutcome",
    "Outcome",
    "PastClass",
    "PastCount",
    "Outgoing",
    "OutgoingTable",
    "Person",
    "PersonBefore",
    "PersonMerge",
    "Photos",
    "Phrase",
    "Population",
    "PopulationVersion",
    "Promise",
    "PromiseOutcome",
    "Proposal",
    "ProposedClass",
    "Publication",
    "PublishedNumber",
    "PublishedRow",
    "Question",
    "QuestionCategory",
    "QuestionChannel",
    "QuestionLink",
    "QuestionStatus",
    "QuestionTerm",
    "ReachCell",
    "ReachDeed",
    "ReachMark",
    "ReachPeriod",
    "Role",
    "Room",
    "Scan",
    "SearchMark",
    "Series",
    "Sex",
    "Shift",
    "SignIn",
    "Skill",
    "Slip",
    "Slot",
    "Staff",
    "StaffDistrict",
    "StaffSkill",
    "StandIn",
    "StandInStatus",
    "Step",
    "Survey",
    "Target",
    "Venue",
    "VenueClosure",
    "VisitBefore",
    "Way",
    "What",
]
