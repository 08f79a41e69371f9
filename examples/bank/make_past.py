#!/usr/bin/env python3
"""Writes past.yaml: the centre whose simulated months are the example's history (README.md says what each number rests on).

usage: make_past.py > past.yaml
Everything is a plain product: contacts = level × weekday × profile × calendar. Nothing is random here: chance comes from
the simulator, with the seed that README.md gives.
"""
import datetime

FIRST, LAST = datetime.date(2026, 8, 31), datetime.date(2026, 11, 20)
CLOSED = {datetime.date(2026, 9, 7), datetime.date(2026, 10, 12), datetime.date(2026, 11, 11)}  # US bank holidays
LEVEL = {"accounts": 1900, "cards": 560}  # contacts of a mean day
WEEKDAY = [1.13, 1.02, 0.97, 0.95, 0.93]  # Monday highest, as in both public data sets
AFTER_CLOSED = 1.18  # the day after a closed day: +6 to +37 % in the public data
MONTH_START = 1.13  # the first business day of a month
# Half hours from 07:00 to 20:30: the steep morning, the noon plateau and the evening tail of the public bank's days.
PROFILE = [18, 22, 38, 48, 58, 64, 68, 70, 69, 68, 66, 65, 63, 61, 60, 59, 57, 54, 49, 43, 36, 31, 27, 24, 21, 18, 15, 12]


def business(day):
    return day.weekday() < 5 and day not in CLOSED


def factor(day):
    value = WEEKDAY[day.weekday()]
    before = day - datetime.timedelta(days=3 if day.weekday() == 0 else 1)
    if before in CLOSED:
        value *= AFTER_CLOSED
    month_start = day.replace(day=1)
    if not any(business(month_start + datetime.timedelta(days=k)) for k in range(day.day - 1)):
        value *= MONTH_START
    return value


def main():
    days = [FIRST + datetime.timedelta(days=k) for k in range((LAST - FIRST).days + 1)]
    closed = ", ".join(f"{day}" for day in sorted(CLOSED))
    print(
        f"""# The past of the example bank, written by make_past.py; README.md says what each number rests on.
centre: Example Bank, the past
timezone: America/New_York
interval: 30 min
currency: USD
horizon: {{from: {FIRST}, to: {LAST}}}
open: {{mon-fri: 07:00-21:00}}
calendar: {{closed: [{closed}]}}
service_level: answered_within / offered
queues:
  accounts:
    handle: {{mean: 3 min 10 s, cv: 1.2}}
    patience: {{mean: 5 min}}
    target: {{answer: 80 %, within: 20 s}}
  cards:
    handle: {{mean: 4 min, cv: 1.1}}
    patience: {{mean: 5 min}}
    target: {{answer: 80 %, within: 20 s}}
groups:
  generalists: {{serves: [accounts], on_duty: {{mon-fri: {{07:00: 5, 08:00: 9, 09:00: 14, 15:30: 11, 17:00: 8, 19:00: 5}}}}}}
  specialists: {{serves: {{cards: {{}}, accounts: {{rank: 2}}}}, on_duty: {{mon-fri: {{07:00: 3, 09:00: 7, 17:00: 4, 19:00: 2}}}}}}
demand:
  counts: fresh
  variation: {{day: {{cv: 7 %}}, interval: {{cv: 5 %}}, between_queues: 0.6}}
  queues:"""
    )
    total = sum(PROFILE)
    for queue, level in LEVEL.items():
        print(f"    {queue}:")
        for day in filter(business, days):
            counts = ", ".join(f"{level * factor(day) * share / total:.1f}" for share in PROFILE)
            print(f"      {day}: {{from: 07:00, contacts: [{counts}]}}")
    print("simulate: {replications: 1}")


if __name__ == "__main__":
    main()
