"""A drive in virtual time for the interlock's tests: signals are set, time passes, deadlines are kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from cockpit.interlock.decision import Decision, DrivingState, Setup, decide
from cockpit.signals.evidence import Evidence, Sample, Verdict
from cockpit.state.vehicle import VehicleState, apply, empty, evidence, forget

MS = 1_000_000
SETTLE = 500 * MS
TIMEOUT = 60 * MS

SPEED = "Vehicle.Speed"
LEFT = "Vehicle.Chassis.Axle.Row1.Wheel.Left.Speed"
RIGHT = "Vehicle.Chassis.Axle.Row1.Wheel.Right.Speed"
GEAR = "Vehicle.Powertrain.Transmission.SelectedGear"
BRAKE = "Vehicle.Chassis.ParkingBrake.IsEngaged"
P, R, N, D = 126.0, -1.0, 0.0, 127.0

MESSAGES = {SPEED: "Engine", LEFT: "Wheels", RIGHT: "Wheels", GEAR: "Gearbox", BRAKE: "Body"}
ROWS = tuple(MESSAGES)

TWO_SPEEDS = Setup((SPEED, LEFT))
WITH_GEAR = Setup((SPEED, LEFT), gear=GEAR, gear_has_park=True)
WITH_BRAKE = Setup((SPEED, LEFT), parking_brake=BRAKE)


@dataclass
class Drive:
    """One vehicle; `timeouts` in ns by path, 60 ms where not named. Time only goes forward by `run`."""

    setup: Setup = TWO_SPEEDS
    timeouts: dict[str, int] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=lambda: dict(MESSAGES))
    now: int = 0
    decision: Decision | None = None
    state: VehicleState = field(default_factory=lambda: empty(len(ROWS)))
    history: list[Decision] = field(default_factory=list)

    def evidence(self) -> dict[str, Evidence]:
        """What is known of each row now."""
        return {path: evidence(self.state, row, self.now, self.timeouts.get(path, TIMEOUT), self.messages[path])
                for row, path in enumerate(ROWS)}

    def decide(self) -> Decision:
        """A decision at this moment."""
        self.decision = decide(self.decision, self.evidence(), self.now, self.setup)
        self.history.append(self.decision)
        return self.decision

    def put(self, path: str, value: float | None, verdict: Verdict = Verdict.VALID) -> Decision:
        """A frame with one signal arrives now, and is decided on."""
        reason = "" if verdict is Verdict.VALID else "E4"
        self.state = apply(self.state, Sample(ROWS.index(path), value, verdict, reason, self.now, 1))
        return self.decide()

    def put_all(self, values: dict[str, float]) -> Decision:
        """Frames with several signals arrive at one moment, and are decided on together."""
        for path, value in values.items():
            self.state = apply(self.state, Sample(ROWS.index(path), value, Verdict.VALID, "", self.now, 1))
        return self.decide()

    def wait(self, for_ns: int) -> Decision:
        """Time passes without a frame; every deadline on the way is kept."""
        until = self.now + for_ns
        while self.decision and self.decision.next_deadline_ns is not None and self.decision.next_deadline_ns <= until:
            assert self.decision.next_deadline_ns > self.now, "a deadline lies ahead"
            self.now = self.decision.next_deadline_ns
            self.decide()
        self.now = until
        return self.decide()

    def run(self, for_ns: int, values: dict[str, float], every_ns: int = 20 * MS) -> Decision:
        """The signals come with these values every 20 ms, first now, last at or before the end."""
        until = self.now + for_ns
        self.put_all(values)
        while self.now + every_ns <= until:
            self.wait(every_ns)
            self.put_all(values)
        return self.wait(until - self.now)

    def forget(self) -> Decision:
        """The axis was broken (E8)."""
        self.state = forget(self.state)
        return self.decide()


def standing(setup: Setup = TWO_SPEEDS, values: dict[str, float] | None = None) -> Drive:
    """A drive that has stood for a second and is free."""
    drive = Drive(setup)
    drive.decide()
    drive.run(1_000 * MS, {SPEED: 0.0, LEFT: 0.0} if values is None else values)
    assert drive.decision is not None
    assert drive.decision.state.is_free, drive.decision
    return drive


def facts_of(decision: Decision) -> tuple[DrivingState, str, str]:
    """State, rule and reason code, to compare at once."""
    return decision.state, decision.rule, decision.reason.value
