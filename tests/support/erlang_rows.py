#!/usr/bin/env python3
"""Writes tests/data/erlang/*.csv: rows of Erlang B, C, A, of finite lines, redials and chats from their definitions, in 80-digit arithmetic (mpmath).

Nothing is shared with the engine: state probabilities come from the balance equations one by one, waits in M/M/n+M from the
states an arrival may find (a pure death process), by the incomplete gamma function. Columns are those of the public tables.

    python3 tests/support/erlang_rows.py tests/data/erlang
"""
import csv
import os
import sys
from mpmath import mp, mpf, exp, log, gammainc, quad, nstr, inf

mp.dps = 80


def loss(load, n):
    block = mpf(1)
    for k in range(1, n + 1):
        block = load * block / (k + load * block)
    return block


def condition(function, load):
    """Largest |d ln out / d ln load|, by a difference quotient."""
    step = mpf(10) ** -20
    before, after = function(load * (1 - step)), function(load * (1 + step))
    slopes = [abs(log(b / a) / (2 * step)) for a, b in zip(before, after) if a > 0 and b > 0]
    return max(slopes + [mpf(0)])


def row_b(n, load):
    def out(a):
        b = loss(a, n)
        return [b, log(b), a * b, a * (1 - b) / n if n else mpf(0)]
    return [n, load], out


def row_c(n, load, handle, within):
    def out(a):
        b = loss(a, n)
        wait = b / (1 - a / n * (1 - b))
        delayed = handle / (n - a)
        miss = wait * exp(-within / delayed)
        p90 = delayed * log(10 * wait) if wait > mpf("0.1") else mpf(0)
        return [wait, wait * delayed, delayed, wait * a / (n - a), a / n, 1 - miss, miss, p90]
    return [n, load, handle, within], out


def row_a(n, load, handle, patience, within):
    def out(a):
        arrive, serve, leave = a / handle, 1 / mpf(handle), 1 / mpf(patience)
        full = mpf(1)
        below = mpf(0)
        for k in range(n, 0, -1):           # states n-1 .. 0, the full one being 1
            full = full * k / a
            below += full
        above, term, j = mpf(1), mpf(1), 0
        queue = mpf(0)
        while term > above * mpf(10) ** -70 or arrive > n * serve + j * leave:
            j += 1
            term = term * arrive / (n * serve + j * leave)
            above += term
            queue += j * term
        total = below + above
        wait, queue = above / total, queue / total
        lost = queue * leave / arrive
        # density of the virtual wait given waiting: const exp(x (1 - e^-w) - s w), w in patiences (by the gamma function)
        x, s, tau = arrive / leave, n * serve / leave, mpf(within) / patience
        c = exp(x) * x ** -s

        def tail(shift, t):                 # int_t^inf e^(-shift w) g(w) dw
            return c * x ** -shift * gammainc(s + shift, 0, x * exp(-t))
        whole = tail(0, 0)
        served_within = 1 - wait + wait * (tail(1, 0) - tail(1, tau)) / whole
        virtual_miss = wait * tail(0, tau) / whole
        lost_within = wait * ((whole - tail(0, tau) - tail(1, 0) + tail(1, tau)) + (1 - exp(-tau)) * tail(0, tau)) / whole

        def moment(weight):
            peak = log(x / s) if x > s else mpf(0)
            spread = 1 / mp.sqrt(s)
            ends = [mpf(0)] + [p for p in (peak - 6 * spread, peak, peak + 6 * spread, peak + 40 * spread, peak + 60 / s) if p > 0]
            return quad(lambda w: weight(w) * exp(x * (1 - exp(-w)) - s * w), sorted(ends) + [inf])
        served_wait = wait * moment(lambda w: w * exp(-w)) / whole * patience / (1 - lost)
        lost_wait = wait * moment(lambda w: 1 - exp(-w) * (1 + w)) / whole * patience / lost
        return [wait, lost, lost / wait, queue / arrive, served_wait, lost_wait, queue, a * (1 - lost) / n,
                served_within + lost_within, served_within / (1 - lost), served_within, served_within / (1 - lost_within),
                1 - virtual_miss, virtual_miss, lost_within]
    return [n, load, handle, patience, within], out


def row_lines(n, lines, load, handle, patience, within):
    """M/M/n/K(+M): the turn of a contact with j ahead is over when j + 1 independent exponential times are (incomplete beta and gamma)."""
    def out(a):
        serve, leave, arrive = 1 / mpf(handle), (1 / mpf(patience) if patience != inf else mpf(0)), a / handle
        places = lines - n
        below, term = mpf(0), mpf(1)
        for k in range(n, 0, -1):
            term = term * k / a
            below += term
        weights, term = [], mpf(1)
        for j in range(places + 1):
            weights.append(term)
            term = term * arrive / (n * serve + (j + 1) * leave)
        total = below + sum(weights)
        idle, states, block = below / total, [w / total for w in weights[:-1]], weights[-1] / total
        wait, lost, served, served_wait, queue = mpf(0), mpf(0), idle, mpf(0), block * places
        in_time, in_time_virtual, lost_in_time, turn = idle, idle, mpf(0), mpf(0)
        for j, p in enumerate(states):
            rates = [n * serve + i * leave for i in range(j + 1)]
            stays = n * serve / (n * serve + (j + 1) * leave)
            turn += 1 / (n * serve + (j + 1) * leave)
            if leave:
                s, x = n * serve / leave, exp(-mpf(within) * leave)
                late = mp.betainc(s, j + 1, 0, x, regularized=True)
                own = mp.betainc(s + 1, j + 1, x, 1, regularized=True)
            else:
                late = gammainc(j + 1, n * serve * within, inf, regularized=True)
                own = 1 - late
            still = late * exp(-mpf(within) * leave)
            wait, lost, served, queue = wait + p, lost + p * (1 - stays), served + p * stays, queue + p * j
            served_wait += p * stays * turn
            in_time, in_time_virtual = in_time + p * stays * own, in_time_virtual + p * (1 - late)
            lost_in_time += p * (1 - stays * own - still) if leave and within > 0 else 0
        accepted = idle + wait
        return [block, wait, lost, served, queue / (arrive * accepted), served_wait / served, queue, a * served / n, in_time,
                in_time / served, in_time / (1 - lost_in_time), in_time + lost_in_time, in_time_virtual / accepted, lost_in_time]
    return [n, load, lines, handle, patience, within], out


def row_chat(n, handles, arrive, patience, within):
    """State by state: k chats spread evenly below the last slot; above it a queue whose waits are those of finite lines without end."""
    slots, arrive = len(handles), mpf(arrive)
    pace = [mpf(0)] + [(i + 1) / mpf(h) for i, h in enumerate(handles)]

    def ends(k):
        each, more = divmod(k, n)
        return (n - more) * pace[each] + (more * pace[each + 1] if more else 0)
    weight, idle, chats, busy = mpf(1), mpf(0), mpf(0), mpf(0)
    for k in range(n * slots, 0, -1):
        weight *= ends(k) / arrive
        idle, chats, busy = idle + weight, chats + weight * (k - 1), busy + weight * min(k - 1, n)
    most, leave = ends(n * slots), 1 / mpf(patience)
    s, x = most / leave, exp(-mpf(within) * leave)
    j, term, full, queue, in_time = 0, mpf(1), mpf(0), mpf(0), mpf(0)
    while term > full * mpf(10) ** -60 or arrive > most + j * leave:
        full, queue = full + term, queue + j * term
        in_time += term * mp.betainc(s, j + 1, x, 1, regularized=True)
        j += 1
        term = term * arrive / (most + j * leave)
    total = idle + full
    return [n, slots, " ".join(repr(h) for h in handles), float(arrive), patience, within,
            full / total, queue / total * leave / arrive, queue / total / arrive, (idle + in_time) / total, queue / total,
            (chats + full * n * slots) / total, (busy + full * n) / total / n]


def row_redials(n, lines, fresh, handle, patience, within, again_abandoned, again_blocked):
    """The total load by halves, from the same definitions."""
    def at(total):
        if lines:
            r = row_lines(n, lines, total, handle, patience, within)[1](total)
            return r[0], r[2], r[1], r[8], r[4], r[7]
        r = row_a(n, total, handle, patience, within)[1](total)
        return mpf(0), r[1], r[0], r[10], r[3], r[7]
    low, high = mpf(fresh), mpf(fresh) / (1 - max(again_abandoned, again_blocked))
    for _ in range(80):
        middle = (low + high) / 2
        r = at(middle)
        low, high = (middle, high) if middle * (1 - again_abandoned * r[1] - again_blocked * r[0]) < fresh else (low, middle)
    return [n, lines or "", fresh, handle, patience, within, again_abandoned, again_blocked, low] + list(at(low))


B_COLUMNS = "servers,load_erl,block,ln_block,lost_erl,occ"
C_COLUMNS = ("agents,load_erl,aht_s,threshold_s,p_wait,asa_s,wait_of_delayed_s,queue_len,occupancy,service_level,"
             "one_minus_sl,wait_p90_s")
CHAT_COLUMNS = ("agents,slots_per_agent,aht_by_concurrency_s,arrival_rate_per_s,patience_s,threshold_s,p_wait,p_abandon,wait_all_s,"
                "sl_virtual_wait,queue_len,mean_chats_in_service,agent_utilisation")
X_COLUMNS = ("agents,lines,fresh_load_erl,aht_s,patience_s,threshold_s,p_redial_abandoned,p_redial_blocked,total_load_erl,p_block,"
             "p_abandon,p_wait,sl_answered_in_T_of_offered,wait_accepted_s,occupancy")
A_COLUMNS = ("agents,load_erl,aht_s,patience_s,threshold_s,p_wait,p_abandon,p_abandon_given_wait,wait_all_s,wait_served_s,"
             "wait_abandoned_s,queue_len,occupancy,sl_answered_plus_ab_in_T_of_offered,sl_answered_in_T_of_answered,"
             "sl_answered_in_T_of_offered,sl_answered_in_T_of_offered_minus_ab_in_T,sl_virtual_wait,one_minus_sl_virtual,"
             "p_abandon_in_T")

LINES_COLUMNS = ("agents,load_erl,lines,aht_s,patience_s,threshold_s,p_block,p_wait_of_offered,p_abandon_of_offered,p_served,"
                 "wait_accepted_s,wait_served_s,queue_len,occupancy,sl_answered_in_T_of_offered,sl_answered_in_T_of_answered,"
                 "sl_answered_in_T_of_offered_minus_ab_in_T,sl_answered_plus_ab_in_T_of_offered,sl_virtual_of_accepted,p_abandon_in_T")

LINES_ROWS = [(2, 60, 30000.0, 180.0, 0.02, 300.0), (10, 300, 10.0, 60.0, inf, 30.0), (40, 140, 60.0, 200.0, 2e6, 400.0), (300, 300, 340.0, 180.0, inf, 5.0),
              (90, 190, 76.0, 180.0, 4e5, 180.0),
              (1, 1, 0.7, 60.0, 30.0, 10.0), (1, 6, 2.0, 120.0, inf, 60.0), (4, 4, 3.0, 180.0, 90.0, 20.0), (8, 14, 11.0, 200.0, inf, 15.0),
              (12, 40, 12.5, 180.0, 120.0, 20.0), (30, 90, 24.0, 240.0, 600.0, 0.0), (50, 150, 80.0, 180.0, 45.0, 20.0),
              (60, 160, 75.0, 90.0, inf, 90.0)]
B_ROWS = [(140, 0.55), (30, 1e6), (5000, 4000.0), (0, 3.0), (1, 0.001), (1, 1.0), (2, 1.5), (5, 12.0), (15, 15.0), (16, 15.5), (16, 16.0), (40, 0.7), (47, 33.25),
          (60, 400.0), (150, 151.0), (1000, 900.0), (1000, 1000.0), (1000, 1250.5), (9000, 9090.0), (20000, 19700.0)]
C_ROWS = [(99, 0.43, 1.0, 5.0), (140, 139.9999, 180.0, 1e5), (1, 0.25, 180.0, 20.0), (1, 0.999, 240.0, 0.0), (3, 2.9, 60.0, 60.0), (7, 4.4, 333.0, 15.0), (12, 11.0, 180.0, 20.0),
          (25, 8.0, 95.5, 10.0), (48, 40.0, 190.0, 20.0), (110, 100.0, 240.0, 30.0), (500, 499.5, 180.0, 20.0),
          (1011, 1000.0, 180.0, 20.0), (7100, 7000.0, 300.0, 5.0), (15100, 15000.0, 45.0, 1.0)]
A_ROWS = [(2, 0.004, 180.0, 0.02, 0.001), (30, 9.0, 60.0, 6e5, 2000.0), (700, 1400.0, 180.0, 0.05, 0.01), 
          (1, 0.3, 180.0, 60.0, 20.0), (1, 4.0, 180.0, 240.0, 20.0), (2, 2.0, 300.0, 300.0, 0.0), (5, 3.5, 240.0, 30.0, 10.0),
          (9, 14.0, 120.0, 6.0, 5.0), (12, 10.0, 180.0, 120.0, 20.0), (20, 23.0, 60.0, 600.0, 30.0), (37, 36.5, 210.0, 150.0, 20.0),
          (50, 48.0, 60.0, 120.0, 20.0), (80, 50.0, 240.0, 90.0, 20.0), (120, 140.0, 200.0, 400.0, 45.0),
          (208, 200.0, 240.0, 120.0, 20.0), (300, 330.0, 180.0, 1.8, 0.5), (892, 1000.0, 180.0, 120.0, 20.0),
          (1000, 1000.0, 180.0, 180.0, 20.0),
          (120, 90.0, 180.0, 360000.0, 1.0), (13, 20000.0, 180.0, 1.4, 30.0)]


CHAT_ROWS = [(1, (600.0,), 0.001, 120.0, 20.0), (3, (300.0, 420.0, 700.0), 0.02, 60.0, 30.0), (10, (540.0, 870.0, 1200.0), 0.02, 240.0, 60.0),
             (25, (300.0, 300.0), 0.2, 45.0, 0.0), (40, (240.0, 250.0, 300.0, 500.0), 0.3, 900.0, 90.0), (60, (200.0, 600.0), 0.19, 30.0, 15.0),
             (200, (180.0, 220.0, 280.0, 360.0, 450.0, 560.0, 700.0, 900.0), 1.2, 300.0, 45.0)]
X_ROWS = [(1, 0, 0.7, 180.0, 60.0, 20.0, 0.5, 0.0), (12, 0, 13.0, 240.0, 90.0, 20.0, 0.9, 0.0), (5, 9, 7.0, 120.0, 200.0, 30.0, 0.6, 0.8),
          (20, 26, 24.0, 180.0, 60.0, 15.0, 0.3, 0.99)]


def write_plain(folder, name, columns, rows):
    """Rows without the condition of their load: 1e-10 is allowed."""
    with open(os.path.join(folder, name), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split(","))
        for row in rows:
            writer.writerow([nstr(v, 20) if isinstance(v, mpf) else v for v in row])


def write(folder, name, columns, rows):
    path = os.path.join(folder, name)
    with open(path, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split(",") + ["cond_load"])
        for inputs, out in rows:
            load = mpf(inputs[1])
            values = out(load)
            cond = condition(out, load)
            writer.writerow(["inf" if i == inf else repr(i) for i in inputs] + [nstr(v, 20) for v in values] + [nstr(cond, 3)])


if __name__ == "__main__":
    target = sys.argv[1]
    write(target, "erlang_b.csv", B_COLUMNS, [row_b(*r) for r in B_ROWS])
    write(target, "erlang_c.csv", C_COLUMNS, [row_c(*r) for r in C_ROWS])
    write(target, "erlang_a.csv", A_COLUMNS, [row_a(*r) for r in A_ROWS])
    write(target, "lines.csv", LINES_COLUMNS, [row_lines(*r) for r in LINES_ROWS])
    write_plain(target, "chat.csv", CHAT_COLUMNS, [row_chat(*r) for r in CHAT_ROWS])
    write_plain(target, "redials.csv", X_COLUMNS, [row_redials(*r) for r in X_ROWS])
