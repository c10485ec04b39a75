// What is reported: one step a line, with a mark, and the verdict. The sentences are those of verify.py.

const [PROVEN, DISPROVEN, UNKNOWN, NOT_SHOWN] = ["\u2713", "\u2717", "?", "\u2013"];
const UNPRINTABLE = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;
const VERDICTS = ["verdict_proven", "verdict_disproven", "verdict_unknown"];

class Report {
  steps = [];

  add(mark, message, values = {}) {
    const text = MESSAGES[message].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
    this.steps.push({ mark, message, text: text.replace(UNPRINTABLE, "\ufffd") });
  }

  exitCode() {
    const has = (mark) => this.steps.some((step) => step.mark === mark);
    if (has(DISPROVEN)) return 1;
    const proven = this.steps.some((step) => step.message === "event_proven");
    return has(UNKNOWN) || !proven ? 2 : 0;
  }

  verdict() {
    return MESSAGES[VERDICTS[this.exitCode()]];
  }
}

function durationText(seconds) {
  const units = [["d", 86_400n], ["h", 3_600n], ["min", 60n]];
  const [unit, size] = units.find(([, each]) => seconds > 2n * each) ?? ["s", 1n];
  return `${(seconds + size - 1n) / size} ${unit}`;
}

function timeText(seconds) {
  if (seconds > 253_402_300_799n) return String(seconds);
  const text = new Date(Number(seconds) * 1000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
}
