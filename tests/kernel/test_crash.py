"""A process killed at 200 random points inside commands loses nothing answered and leaves nothing half-done."""

import json
import subprocess
import sys

KILLS = 200


def test_two_hundred_kills_leave_a_log_that_verifies(fresh_database):
    done = subprocess.run(
        [sys.executable, "-m", "tests.kernel.crash_probe", str(KILLS), "20210305"],
        capture_output=True,
        text=True,
        timeout=300,
        env=fresh_database.environment,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    result = json.loads(done.stdout)
    assert result["report"]["sound"], result["report"]
    assert result["report"]["sealed"] == result["report"]["events"]
    assert result["kills"] == KILLS
    # Otherwise the kills missed the commands and proved nothing.
    assert KILLS // 5 <= result["undone"] < KILLS, result
