#!/usr/bin/env python3
"""A whole TCP client, played by a program: connect, send a request, read the answer, close, TIME_WAIT.

    python3 examples/client.py http://localhost:3000 KPT482 Robo

The class must play the lesson "The whole story", and this program must be dealt a client's seat (in a class with the
plan "solo" everybody is). Needs Python 3.11 and the package `websockets` (Debian: python3-websockets).
See docs/protocol.md.
"""

import asyncio
import json
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

import websockets

# What the application wants: the lesson tells its players the same.
REQUEST = 1536
ANSWER = 512

SPACE = 2**32


def add(number, sent):
    """Sequence numbers have 32 bits and wrap around (RFC 9293 section 3.4)."""
    return (number + sent) % SPACE


def distance(start, end):
    """How many numbers lie from start to end, going forward."""
    return (end - start) % SPACE


def join(server, code, name):
    """Join over HTTP. The token in the answer is the right to our seat."""
    body = json.dumps({"code": code, "name": name}).encode()
    url = urllib.parse.urljoin(server, "/api/v1/join")
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as response:
            return json.load(response)
    except urllib.error.HTTPError as refused:
        error = json.load(refused)["error"]
        sys.exit(f"cannot join: {error['message']} {error.get('suggestion', '')}")


class Client:
    """One client's socket: follows the class, and knows what TCP does next."""

    def __init__(self, student):
        self.student = student
        self.sockets = {}
        self.seat = None
        self.running = False
        self.last_state = None
        self.finished = False

    # Following the class: the picture says how it stands, events say what has changed since.

    def see_picture(self, picture):
        classroom = picture["classroom"]
        self.sockets = dict(classroom["sockets"])
        self.seat = classroom["students"][self.student]["seat"]
        self.running = classroom["phase"] == "running" and classroom["clock"]["running"]

    def patch(self, changes):
        """Events carry the changed fields of a socket, and of its TCB; everything else stays as it was."""
        socket = self.sockets.get(changes["id"])
        if socket is not None:
            tcb = {**socket["tcb"], **changes.get("tcb", {})}
            self.sockets[changes["id"]] = {**socket, **changes, "tcb": tcb}

    def see_event(self, seen):
        if seen.get("hidden"):
            return  # Somebody else's mistake, a hint: counted, but not for us.
        event = seen["event"]
        kind = event["type"]
        if kind == "lesson.started":
            self.sockets = {}
        if kind in ("lesson.started", "clock.resumed"):
            self.running = True
        if kind in ("lesson.stopped", "clock.paused"):
            self.running = False
        if kind == "seat.taken" and event["student"] == self.student:
            self.seat = event["seat"]
        if kind in ("lesson.started", "room.arranged"):
            fresh, changed = event["sockets"], []
        elif kind == "segment.sent":
            fresh, changed = [], [event["socket"]] if event["socket"] else []
        else:
            fresh, changed = event.get("created", []), event.get("sockets", [])
        for socket in fresh:
            self.sockets[socket["id"]] = socket
        for changes in changed:
            self.patch(changes)

    def mine(self):
        return next((s for s in self.sockets.values() if s["seat"] == self.seat and s["role"] == "client"), None)

    def server_listens(self, table):
        return any(
            s["role"] == "listening" and s["table"] in (table, 0) and s["tcb"]["state"] == "LISTEN"
            for s in self.sockets.values()
        )

    # Deciding what to do next. None: it is not our turn.

    def next_command(self):
        socket = self.mine()
        if not self.running or socket is None:
            return None
        unread = socket["tcb"]["app"]["unread"]
        if unread > 0:
            # What has arrived is read at once, so that the buffer, and with it our window, is free again.
            return {"type": "call.make", "socket": socket["id"], "call": {"name": "read", "length": unread}}
        segment = self.next_segment(socket, socket["tcb"])
        return segment and {"type": "segment.send", "socket": socket["id"], "segment": segment}

    def next_segment(self, socket, tcb):
        window = tcb["rcvBuffer"] - tcb["app"]["unread"]
        syn = {"flags": ["SYN"], "seq": tcb["iss"], "ack": 0, "window": window, "length": 0, "mss": tcb["ownMss"]}

        def with_ack(flags, length=0, seq=tcb["sndNxt"]):
            return {"flags": [*flags, "ACK"], "seq": seq, "ack": tcb["rcvNxt"], "window": window, "length": length}

        if tcb["state"] == "CLOSED":
            # Active open: our SYN names the first number of our direction, and the largest segment we take.
            return syn if not self.finished and self.server_listens(socket["table"]) else None
        for debt in tcb["owed"]:
            # A debt comes first: an acknowledgment, or a segment whose retransmission timer has run out.
            if debt["kind"] == "ack":
                return with_ack([])
            if debt["kind"] == "retransmit":
                if tcb["state"] == "SYN_SENT":
                    return syn
                if tcb["sndUna"] == tcb["finSeq"]:
                    return with_ack(["FIN"], 0, tcb["finSeq"])
                oldest = tcb["sent"][0]
                return with_ack(["PSH"], oldest["length"], oldest["seq"])
        if tcb["state"] != "ESTABLISHED":
            return None

        sent = distance(add(tcb["iss"], 1), tcb["sndNxt"])
        if sent < REQUEST:
            # The peer's window counts from the oldest byte it has not acknowledged; no segment exceeds its MSS.
            room = tcb["sndWnd"] - distance(tcb["sndUna"], tcb["sndNxt"])
            length = min(REQUEST - sent, tcb["sendMss"], room)
            # Nagle: a small segment waits until nothing is under way (RFC 9293 section 3.7.4). A zero window is waited out.
            small = length < tcb["sendMss"] and tcb["sndUna"] != tcb["sndNxt"]
            if length <= 0 or small:
                return None
            return with_ack(["PSH"] if sent + length == REQUEST else [], length)
        # Active close, once everything is acknowledged and the whole answer is here.
        received = distance(add(tcb["irs"], 1), tcb["rcvNxt"])
        if tcb["sndUna"] == tcb["sndNxt"] and received >= ANSWER:
            return with_ack(["FIN"])
        return None

    def tell_state(self):
        socket = self.mine()
        state = socket["tcb"]["state"] if socket else None
        if state is None or state == self.last_state:
            return
        print(f"state {state}", flush=True)
        if self.last_state == "TIME_WAIT" and state == "CLOSED":
            self.finished = True
            print("done: the connection is closed, and 2MSL are over", flush=True)
        self.last_state = state


def describe(segment):
    ack = f" ack={segment['ack']}" if "ACK" in segment["flags"] else ""
    mss = f" mss={segment['mss']}" if "mss" in segment else ""
    return f"{','.join(segment['flags'])} seq={segment['seq']}{ack} win={segment['window']} len={segment['length']}{mss}"


def see_answer(ack):
    if not ack["ok"]:
        refusal = ack["refusal"]
        # The class was paused in the same moment: what we wanted is decided anew when it goes on.
        if refusal["code"] not in ("class.paused", "lesson.not-running"):
            sys.exit(f"refused: {refusal['code']} {refusal['message']}")
    elif "result" in ack:
        verdict = ack["result"]["verdict"]
        print(f"        {verdict['level']} ({verdict['rule']})", flush=True)
        if verdict["level"] == "mistake":
            sys.exit(f"a mistake: {verdict['mistake']}")


async def play(server, me):
    """Talk to the server: one command at a time, and look again after every answer and every change."""
    client = Client(me["studentId"])
    waiting_for = None
    url = urllib.parse.urljoin(server, "/api/v1/socket").replace("http", "ws", 1)
    # The picture of a large class is longer than the library's limit of 1 MiB.
    async with websockets.connect(url, max_size=None) as line:
        await line.send(json.dumps({"type": "hello", "version": 1, "token": me["token"]}))
        async for text in line:
            message = json.loads(text)
            kind = message["type"]
            if kind == "welcome":
                client.see_picture(message["picture"])
                print(f"welcome, {me['name']}; your seat: {client.seat or 'none yet'}", flush=True)
                if client.seat and not client.seat.endswith(".client"):
                    sys.exit("this program plays clients only")
            elif kind == "events":
                for seen in message["events"]:
                    client.see_event(seen)
            elif kind == "ack":
                waiting_for = None
                see_answer(message)
            elif kind == "error":
                sys.exit(f"{message['code']}: {message.get('issues', message['message'])}")
            elif kind == "bye":
                sys.exit(f"the server says bye: {message['reason']}")
            client.tell_state()
            if client.finished:
                return
            command = client.next_command() if waiting_for is None else None
            if command:
                waiting_for = str(uuid.uuid4())
                if "segment" in command:
                    print(f"  send  {describe(command['segment'])}", flush=True)
                await line.send(json.dumps({"type": "command", "id": waiting_for, "command": command}))
    sys.exit("the line was cut")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("Usage: python3 client.py <server URL> <class code> <name>")
    asyncio.run(play(sys.argv[1], join(*sys.argv[1:])))
