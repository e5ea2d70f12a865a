"""Writes what was measured into a page, between the marks of its section."""
import re


def write(page, name, text):
    """Replaces the section; exits with a message if the page has no such marks."""
    with open(page, encoding="utf-8") as file:
        old = file.read()
    section = re.compile("(<!-- %s -->\n).*?(<!-- /%s -->\n)" % (name, name), re.DOTALL)
    new, found = section.subn(lambda marks: marks[1] + text.rstrip() + "\n" + marks[2], old)
    if found != 1:
        raise SystemExit("%s has no section <!-- %s -->" % (page, name))
    with open(page, "w", encoding="utf-8") as file:
        file.write(new)
