"""The command line: the same acts, exit codes and refusals as everywhere else."""

import json
import re
import uuid
from datetime import date

import pytest

from codeclerk.kernel import triggers
from codeclerk.kernel.models import Event

pytestmark = pytest.mark.usefixtures("fresh_database")

PACK = {"files": {"pack.yaml": "id: [broken"}}


def run(database, *arguments, code=0):
    done = database.codeclerk(*arguments)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def as_json(database, *arguments, code=0):
    return json.loads(run(database, *arguments, "--format", "json", code=code).stdout)


def publish(database, *arguments, code=0, data=PACK, actor="system:install"):
    return run(database, "act", "publish_pack", "--json", json.dumps(data), "--actor", actor, *arguments, code=code)


def test_acts_lists_every_act_with_its_schema(fresh_database):
    acts = {each["name"]: each for each in as_json(fresh_database, "acts")}
    assert acts["publish_pack"]["capability"] == "kernel.publish_pack"
    assert "files" in acts["publish_pack"]["input"]["properties"]
    assert "publish_pack" in run(fresh_database, "acts").stdout


def test_an_unknown_act_is_exit_2_with_the_nearest(fresh_database):
    done = run(fresh_database, "act", "publish_pak", "--json", "{}", "--actor", "system:install", code=2)
    assert "Did you mean publish_pack?" in done.stderr


@pytest.mark.parametrize("text", ["{", "[]", '"x"'])
def test_what_is_no_json_object_is_exit_2(fresh_database, text):
    done = run(fresh_database, "act", "publish_pack", "--json", text, "--actor", "system:install", code=2)
    assert "kernel.not_json" in done.stderr


def test_a_refusal_is_one_sentence_or_an_envelope(fresh_database):
    done = publish(fresh_database, "--format", "json", code=2)
    [error] = json.loads(done.stdout)["errors"]
    assert set(error) == {"code", "rule", "object", "problem", "remedy"}
    assert error["remedy"] in done.stderr
    assert Event.objects.count() == 1, "only the pack that the installation published"


def test_an_actor_who_may_not_is_refused(fresh_database):
    assert "kernel.not_allowed" in publish(fresh_database, actor="person:nobody", code=2).stderr


def test_impossible_dates_are_refused(fresh_database):
    done = publish(fresh_database, "--effective", "31/02/2021", code=2)
    assert "31/02/2021" in done.stderr


def pack_files(version):
    from codeclerk.kernel.publishing import installed_packs

    files = {path.name: path.read_text() for path in installed_packs()["sec"].glob("*.yaml")}
    files["pack.yaml"] = re.sub(r"^version: .*$", f'version: "{version}"', files["pack.yaml"], flags=re.MULTILINE)
    return {"files": files}


def test_preview_records_nothing_and_equals_the_act(fresh_database):
    data = pack_files("98")
    shown = json.loads(publish(fresh_database, "--preview", "--format", "json", data=data).stdout)
    assert Event.objects.count() == 1
    made = json.loads(publish(fresh_database, "--format", "json", data=data).stdout)
    assert [e["stream"] for e in shown["events"]] == [e["stream"] for e in made["events"]] == ["pack:sec"]
    assert shown["answer"] == made["answer"]
    assert "This would happen" in publish(fresh_database, "--preview", data=pack_files("99")).stdout


def test_the_same_command_twice_is_done_once(fresh_database):
    command, data = str(uuid.uuid4()), pack_files("98")
    publish(fresh_database, "--command-id", command, data=data)
    again = publish(fresh_database, "--command-id", command, data=data)
    assert "Done before" in again.stdout
    assert Event.objects.count() == 2


def test_effective_and_known_from_reach_the_event(fresh_database):
    publish(fresh_database, "--effective", "2021-03-05", data=pack_files("98"))
    assert Event.objects.latest("pk").effective == date(2021, 3, 5)


def test_a_published_version_never_changes(fresh_database):
    publish(fresh_database, data=pack_files("98"))
    data = pack_files("98")
    data["files"]["pack.yaml"] += "\n# changed\n"
    done = publish(fresh_database, data=data, code=2)
    assert "kernel.pack_changed" in done.stderr


def test_verify_is_exit_0_or_1(fresh_database):
    assert as_json(fresh_database, "verify")["sound"] is True
    from django.db import connection

    name, (table, _) = sorted(triggers.expected(connection).items())[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    report = as_json(fresh_database, "verify", code=1)
    assert [f["object"] for f in report["findings"]] == [name]
    assert name in run(fresh_database, "verify", code=1).stdout


def test_tick_says_what_each_job_did(fresh_database):
    jobs = {each["job"]: each for each in as_json(fresh_database, "tick")}
    assert jobs["seal"] == {"job": "seal", "did": "1", "failed": False}


def test_backup_and_restore_round_trip(fresh_database, tmp_path):
    file = tmp_path / "record.backup"
    assert "rows" in run(fresh_database, "backup", str(file)).stdout
    refused = run(fresh_database, "restore", str(file), "--verify", code=2)
    assert "kernel.restore_not_empty" in refused.stderr


def test_it_is_the_same_in_a_process_of_its_own(fresh_database):
    done = fresh_database.codeclerk_process("verify", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["sound"] is True
    refused = fresh_database.codeclerk_process("act", "publish_pak", "--json", "{}", "--actor", "system:install")
    assert refused.returncode == 2
    assert "kernel.unknown_act" in refused.stderr


def test_a_missing_option_is_exit_2(fresh_database):
    run(fresh_database, "act", "publish_pack", code=2)
