"""Reads a calendar feed by `icalendar` and `vobject`, and lays its parts out for khal. Arguments: file, folder."""
import json, pathlib, sys
import icalendar, vobject

data = pathlib.Path(sys.argv[1]).read_bytes()
lines = data.split(b"\r\n")
calendar = icalendar.Calendar.from_ical(data)
found = {"errors": [str(it) for part in calendar.walk() for it in part.errors], "todos": [], "events": []}
for part in calendar.walk():
    if part.name not in ("VTODO", "VEVENT"):
        continue
    day = part.get("DUE") or part.get("DTSTART")
    entry = {
        "uid": str(part["UID"]), "sequence": int(part["SEQUENCE"]), "status": str(part["STATUS"]),
        "day": day.dt.isoformat(), "summary": str(part["SUMMARY"]), "url": str(part.get("URL", "")),
    }
    found["todos" if part.name == "VTODO" else "events"].append(entry)
found["valid"] = vobject.readOne(data.decode()).validate(raiseException=True)
found["longest"] = max(len(it) for it in lines)
found["bare"] = data.replace(b"\r\n", b"").count(b"\n")
found["refresh"] = str(calendar.get("REFRESH-INTERVAL") is not None)
folder = pathlib.Path(sys.argv[2])
folder.mkdir(exist_ok=True)
for event in calendar.walk("VEVENT"):
    one = icalendar.Calendar()
    one.add("VERSION", "2.0")
    one.add("PRODID", "-//proof//")
    one.add_component(event)
    (folder / (str(event["UID"]).replace("@", "-") + ".ics")).write_bytes(one.to_ical())
print(json.dumps(found))
