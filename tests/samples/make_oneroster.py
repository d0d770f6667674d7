#!/usr/bin/env python3
"""Writes the OneRoster packages beside it: invented people, the shapes that real systems send.

    tests/samples/make_oneroster.py FOLDER            the samples
    tests/samples/make_oneroster.py FOLDER 10000      one large package, for the bench

The output is the same every time, byte for byte.
"""

import csv
import io
import pathlib
import sys
import zipfile

USERS_1_1 = ("sourcedId status dateLastModified enabledUser orgSourcedIds role username userIds "
             "givenName familyName middleName identifier email sms phone agentSourcedIds grades "
             "password").split()
USERS_1_2 = ("sourcedId status dateLastModified enabledUser username userIds givenName familyName "
             "middleName identifier email sms phone agentSourcedIds grades password "
             "userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName "
             "primaryOrgSourcedId pronouns").split()
COLUMNS = {
    "orgs": "sourcedId status dateLastModified name type identifier parentSourcedId",
    "academicSessions": "sourcedId status dateLastModified title type startDate endDate "
                        "parentSourcedId schoolYear",
    "courses": "sourcedId status dateLastModified schoolYearSourcedId title courseCode grades "
               "orgSourcedId subjects subjectCodes",
    "classes": "sourcedId status dateLastModified title grades courseSourcedId classCode classType "
               "location schoolSourcedId termSourcedIds subjects subjectCodes periods",
    "roles": "sourcedId status dateLastModified userSourcedId roleType role beginDate endDate "
             "orgSourcedId userProfileSourcedId",
    "enrollments": "sourcedId status dateLastModified classSourcedId schoolSourcedId userSourcedId "
                   "role primary beginDate endDate",
    "demographics": "sourcedId status dateLastModified birthDate sex americanIndianOrAlaskaNative "
                    "asian blackOrAfricanAmerican nativeHawaiianOrOtherPacificIslander white "
                    "demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode "
                    "stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus",
}
COLUMNS = {name: columns.split() for name, columns in COLUMNS.items()}
FORENAMES = ("Ada Ben Chidi Dara Eve Farah Gus Hana Ivan Jaya Kai Lena Milo Noor Otis Pia Quinn "
             "Rosa Sami Tess Uma Vik Wren Xena Yara Zeki").split()
SURNAMES = ("Abbott Bello Carr Doyle Eze Flynn Gray Hoang Ito Jones Khan Lowe Mbeki Nowak Osei "
            "Patel Quick Reyes Shah Tran Usman Vance Walsh Xu Young Zane").split()


def upn(number):
    """A UPN of LA 999 with the right check letter."""
    digits = f"999{number:09d}"
    return "ABCDEFGHJKLMNPQRTUVWXYZ"[sum(int(d) * (i + 2) for i, d in enumerate(digits)) % 23] + digits


def table(columns, rows, newline="\r\n", mark=False):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=newline)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([row.get(column, "") for column in columns])
    return (b"\xef\xbb\xbf" if mark else b"") + out.getvalue().encode()


def manifest(version, modes, system="Example MIS"):
    rows = [("manifest.version", "1.0"), ("oneroster.version", version)]
    rows += [(f"file.{name}", mode) for name, mode in modes.items()]
    rows += [("source.systemName", system), ("source.systemCode", "EX1")]
    return table(["propertyName", "value"],
                 [{"propertyName": name, "value": value} for name, value in rows])


def write(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 8, 0, 0)), content,
                             zipfile.ZIP_DEFLATED, 9)


ORGS = [{"sourcedId": "Org-1", "name": "Oak & Ash Primary School", "type": "school",
         "identifier": "9991001"},
        {"sourcedId": "Trust-1", "name": "Green Trust", "type": "district"}]
SESSIONS = [{"sourcedId": "ay-2627", "title": "2026/27", "type": "schoolYear",
             "startDate": "2026-09-01", "endDate": "2027-07-21", "schoolYear": "2027"},
            {"sourcedId": "ay-2526", "title": "2025/26", "type": "schoolYear",
             "startDate": "2025-09-01", "endDate": "2026-07-21", "schoolYear": "2026"}]
COURSES = [{"sourcedId": "co-6", "schoolYearSourcedId": "ay-2627", "title": "Year 6",
            "grades": "06", "orgSourcedId": "Org-1"}]
CLASSES = [
    {"sourcedId": "cl-6o", "title": "6 Oak", "courseSourcedId": "co-6", "classType": "homeroom"},
    {"sourcedId": "cl-5a", "title": "5 Ash", "grades": "05", "classType": "homeroom"},
    {"sourcedId": "cl-m1", "title": "Maths", "classCode": "Ma1", "classType": "scheduled"},
    {"sourcedId": "cl-m2", "title": "Maths", "classCode": "Ma2", "classType": "scheduled"},
]
CLASSES = [{**row, "schoolSourcedId": "Org-1", "termSourcedIds": "ay-2627"} for row in CLASSES]
CLASSES += [{"sourcedId": "cl-old", "title": "5 Oak", "classType": "homeroom",
             "schoolSourcedId": "Org-1", "termSourcedIds": "ay-2526"}]

PUPILS = [  # id, given, family, birth, sex, grade, class, maths set, agents
    ("u-1", "Zoë", "Example", "2016-02-28", "female", "06", "cl-6o", "cl-m1", "u-91,u-92"),
    ("u-2", "Tom", "Example", "2017-03-09", "male", "05", "cl-5a", "cl-m2", "u-91"),
    ("u-3", "Amira", "O'Neill", "2015-12-24", "female", "06", "cl-6o", "cl-m1", "u-93"),
    ("u-4", "Kwame", "Adeyemi-Cole", "2016-06-11", "male", "06", "cl-6o", "cl-m2", ""),
    ("u-5", "Nia", "Pryce", "2017-01-30", "female", "05", "cl-5a", "cl-m2", "u-94"),
    ("u-6", "Leo", "Vale", "2016-10-02", "male", "05", "cl-5a", "cl-m1", ""),
]
ADULTS = [("u-80", "Terry", "Smith, Jr", "terry@school.example", "teacher", "cl-6o"),
          ("u-81", "Ines", "Marsh", "ines@school.example", "teacher", "cl-5a"),
          ("u-82", "Bea", "Lund", "bea@school.example", "aide", "cl-5a")]
PARENTS = [("u-91", "Sam", "Example", "sam@example.org", "parent"),
           ("u-92", "Robin", "Hale", "", "guardian"),
           ("u-93", "Maeve", "O'Neill", "maeve@example.org", "parent"),
           ("u-94", "Gwen", "Pryce", "", "relative")]


def people(pupils):
    """Rows of users with the 1.1 columns too; those of 1.2 leave them aside."""
    rows = []
    for number, (key, given, family, _, _, grade, _, _, agents) in enumerate(pupils):
        rows.append({"sourcedId": key, "enabledUser": "true", "orgSourcedIds": "Org-1",
                     "role": "student", "username": key, "givenName": given, "familyName": family,
                     "userIds": "{UPN:%s},{LDAP:%d}" % (upn(100120001 + number), number),
                     "grades": grade, "agentSourcedIds": agents, "primaryOrgSourcedId": "Org-1"})
    for key, given, family, email, role, _ in ADULTS:
        rows.append({"sourcedId": key, "enabledUser": "true", "orgSourcedIds": "Org-1",
                     "role": role, "username": key, "givenName": given, "familyName": family,
                     "email": email, "password": "never kept"})
    for key, given, family, email, role in PARENTS:
        rows.append({"sourcedId": key, "enabledUser": "true", "orgSourcedIds": "Org-1",
                     "role": role, "username": key, "givenName": given, "familyName": family,
                     "email": email, "sms": "07700 90000" + key[-1]})
    return rows


def enrolments(pupils):
    rows = []
    for key, *_, home, maths, _ in pupils:
        for place in (home, maths):
            rows.append({"sourcedId": f"e-{key}-{place}", "classSourcedId": place,
                         "userSourcedId": key, "role": "student", "beginDate": "2026-09-01"})
    for key, *_, role, place in ADULTS:
        rows.append({"sourcedId": f"e-{key}-{place}", "classSourcedId": place,
                     "userSourcedId": key, "role": role, "primary": "true",
                     "beginDate": "2026-09-01"})
    return [{**row, "schoolSourcedId": "Org-1"} for row in rows]


def demographics(pupils):
    return [{"sourcedId": key, "birthDate": born, "sex": sex}
            for key, _, _, born, sex, *_ in pupils]


def roles(users):
    return [{"sourcedId": f"r-{row['sourcedId']}", "userSourcedId": row["sourcedId"],
             "roleType": "primary", "role": row["role"], "orgSourcedId": "Org-1"}
            for row in users]


def whole(version, pupils=None, classes=None):
    pupils = PUPILS if pupils is None else pupils
    users = people(pupils)
    content = {"orgs": ORGS, "academicSessions": SESSIONS, "courses": COURSES,
               "classes": CLASSES if classes is None else classes,
               "demographics": demographics(pupils), "enrollments": enrolments(pupils)}
    files = {f"{name}.csv": table(COLUMNS[name], rows) for name, rows in content.items()}
    files["users.csv"] = table(USERS_1_2 if version == "1.2" else USERS_1_1, users)
    if version == "1.2":
        files["roles.csv"] = table(COLUMNS["roles"], roles(users))
    modes = {name[:-4]: "bulk" for name in files}
    modes.update({"categories": "absent", "lineItems": "absent", "results": "absent"})
    return {"manifest.csv": manifest(version, modes), **files}


def delta():
    """Leo has gone, Tom has moved to 6 Oak, and one girl is new."""
    new = [("u-7", "Orla", "Finch", "2016-04-05", "female", "06", "cl-6o", "cl-m1", "")]
    users = [{**row, "status": "active", "dateLastModified": "2026-10-05T08:00:00.000Z"}
             for row in people(new)[:1]]
    users[0]["userIds"] = "{UPN:%s}" % upn(100120007)
    gone = {"sourcedId": "u-6", "status": "tobedeleted", "givenName": "Leo", "familyName": "Vale",
            "enabledUser": "false", "username": "u-6"}
    moved = [{"sourcedId": "e-u-2-cl-6o", "status": "active", "classSourcedId": "cl-6o",
              "schoolSourcedId": "Org-1", "userSourcedId": "u-2", "role": "student",
              "beginDate": "2026-10-05"},
             {"sourcedId": "e-u-2-cl-5a", "status": "tobedeleted", "classSourcedId": "cl-5a",
              "schoolSourcedId": "Org-1", "userSourcedId": "u-2", "role": "student"}]
    places = [{**row, "status": "active"} for row in enrolments(new)[:2]]
    files = {"users.csv": table(USERS_1_2, users + [gone]),
             "roles.csv": table(COLUMNS["roles"], [{**row, "status": "active"}
                                                   for row in roles(users)]),
             "demographics.csv": table(COLUMNS["demographics"], [{**row, "status": "active"}
                                                                 for row in demographics(new)]),
             "enrollments.csv": table(COLUMNS["enrollments"], places + moved)}
    modes = {name[:-4]: "delta" for name in files}
    modes.update({"orgs": "absent", "classes": "absent", "courses": "absent"})
    return {"manifest.csv": manifest("1.2", modes), **files}


def mess():
    """What systems get wrong, in one package that can be read all the same."""
    files = whole("1.1")
    users = people(PUPILS)
    users[0]["sourcedId"] = "U-1 "          # capitals and a space, elsewhere u-1
    users[3]["givenName"] = "Kwame\nKofi"   # a new line inside quotes
    users[4]["enabledUser"] = "TRUE"
    users[5]["middleName"] = "NULL"
    users.append({**users[1], "sourcedId": "U-2"})  # one id twice, but for capitals
    columns = ["familiyName" if name == "familyName" else name for name in USERS_1_1]
    columns = columns[::-1] + ["metadata.colour", ""]  # misspelt, the other way round, trailing
    for row in users:
        row["familiyName"] = row["familyName"]
    files["Users.csv"] = table(columns, users, "\n", mark=True)  # wrong case, a mark, LF
    del files["users.csv"]
    days = demographics(PUPILS)
    days[1]["birthDate"] = "09/03/2017"
    days[2]["birthDate"] = "2015-12-24T00:00:00.000Z"
    files["demographics.csv"] = table(COLUMNS["demographics"], days)
    files["enrolments.csv"] = files.pop("enrollments.csv")
    files["courses.csv"] = table(COLUMNS["courses"], COURSES)
    files["ReadMe.txt"] = b"Exported for you\n"
    files["__MACOSX/._users.csv"] = b"litter"
    modes = {name: "bulk" for name in ("users", "orgs", "academicSessions", "classes",
                                       "enrollments", "demographics")}
    modes["courses"] = "absent"             # and yet it is there
    modes["resources"] = "bulk"             # and is not there
    files["manifest.csv"] = manifest("1.2.1", modes) + b"file.users,bulk\r\n"
    return files


def large(count):
    pupils, homes, sets = [], count // 30 + 1, count // 25 + 1
    for n in range(count):
        pupils.append((f"p{n}", FORENAMES[n % 26] + ("" if n < 676 else f" {n // 676}"),
                       SURNAMES[n // 26 % 26], f"20{10 + n % 7:02d}-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
                       "male" if n % 2 else "female", f"{12 - n % 7:02d}" if n % 7 < 6 else "11",
                       f"h{n % homes}", f"s{n % sets}", f"a{n // 2 * 2},a{n // 2 * 2 + 1}"))
    classes = [{"sourcedId": f"h{n}", "title": f"Form {n}", "classType": "homeroom"}
               for n in range(homes)]
    classes += [{"sourcedId": f"s{n}", "title": f"Set {n}", "classType": "scheduled"}
                for n in range(sets)]
    PARENTS[:] = [(f"a{n}", FORENAMES[n % 26], f"{SURNAMES[n // 52 % 26]} {n // 2}",
                   f"a{n}@example.org", "parent") for n in range(count)]
    return whole("1.2", pupils, [{**row, "schoolSourcedId": "Org-1", "termSourcedIds": "ay-2627"}
                                 for row in classes])


def main():
    folder = pathlib.Path(sys.argv[1])
    if len(sys.argv) > 2:
        write(folder / f"oneroster_{sys.argv[2]}.zip", large(int(sys.argv[2])))
        return
    write(folder / "oneroster_1_1.zip", whole("1.1"))
    write(folder / "oneroster_1_2.zip", whole("1.2"))
    write(folder / "oneroster_delta.zip", delta())
    write(folder / "oneroster_mess.zip", mess())


if __name__ == "__main__":
    main()
