"""The tests on every version of Python, with the lowest and the newest dependencies.

nox                    # all sessions for which there is an interpreter
nox -s tests-3.13
nox -s lowest -- tests/unit
"""

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests", "lowest"]

VERSIONS = ["3.11", "3.12", "3.13"]


@nox.session(python=VERSIONS)
def tests(session: nox.Session) -> None:
    """The newest dependencies that go together."""
    session.install(".[html,parquet,pandas]")
    session.install(*nox.project.dependency_groups(PROJECT, "tests"))
    session.run("python", "-m", "pytest", "-q", *session.posargs)


@nox.session(python="3.11")
def lowest(session: nox.Session) -> None:
    """The lowest versions that `pyproject.toml` allows; needs uv."""
    session.install(
        "--resolution",
        "lowest-direct",
        ".[html,parquet,pandas]",
        *nox.project.dependency_groups(PROJECT, "tests"),
    )
    session.run("python", "-m", "pytest", "-q", *session.posargs)


@nox.session(python="3.11")
def audit(session: nox.Session) -> None:
    """Known vulnerabilities, and the licences of all that is installed with us."""
    session.install(".[all]", "pip-audit", "pip-licenses")
    session.run("pip-audit", "--skip-editable")
    session.run("pip-licenses", "--format=markdown", "--order=license")


PROJECT = nox.project.load_toml("pyproject.toml")
