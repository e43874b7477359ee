import json, sys

records = yes = 0
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        records += 1
        for answers in json.loads(line)["responses"].values():
            for a in answers.values():
                yes += (a["answer"] if isinstance(a, dict) else a) == "yes"
print(records, yes)
