#!/usr/bin/env python3
"""Writes people.csv: 46 people under two contracts in two groups, some of them on leave.

usage: make_people.py > people.csv
"""
LEAVE = {3: "2026-11-30..2026-12-04", 11: "2026-12-07..2026-12-08", 19: "2026-12-03", 31: "2026-11-30..2026-12-11", 40: "2026-12-11"}
GROUPS = [("generalists", "full", 20), ("generalists", "part", 10), ("specialists", "full", 10), ("specialists", "part", 6)]


def main():
    print("id,name,group,contract,leave")
    number = 0
    for group, contract, count in GROUPS:
        for _ in range(count):
            number += 1
            print(f"a{number:02d},Agent {number:02d},{group},{contract},{LEAVE.get(number, '')}")


if __name__ == "__main__":
    main()
