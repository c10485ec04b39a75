// Policies (C2SP tlog-policy): whose heads are believed, and which witnesses have to have cosigned them.

const NO_QUORUM = "none";

class Policy {
  logs = [];
  witnesses = new Map();
  groups = new Map();
  quorum = null;
  members = new Set();

  isMet(cosigned) {
    return this.quorum === NO_QUORUM || this.has(this.quorum, cosigned);
  }

  has(name, cosigned) {
    const group = this.groups.get(name);
    if (group === undefined) return cosigned.includes(name);
    return group.members.filter((member) => this.has(member, cosigned)).length >= group.threshold;
  }

  async read(items) {
    const [kind, ...values] = items;
    if (kind === "log" && [1, 2].includes(values.length)) {
      this.logs.push(await this.newKey(values[0], ED25519, this.logs));
    } else if (kind === "witness" && [2, 3].includes(values.length)) {
      const key = await this.newKey(values[1], COSIGNATURE, [...this.witnesses.values()]);
      this.witnesses.set(this.newName(values[0]), key);
    } else if (kind === "group" && values.length >= 3) {
      this.readGroup(values[0], values[1], values.slice(2));
    } else if (kind === "quorum" && values.length === 1) {
      if (this.quorum !== null) throw new Malformed("there is a quorum already");
      if (values[0] !== NO_QUORUM) this.requireDefined(values[0]);
      this.quorum = values[0];
    } else {
      throw new Malformed("it defines no log, witness, group or quorum");
    }
  }

  readGroup(name, threshold, members) {
    for (const member of members) {
      this.requireDefined(member);
      if (this.members.has(member)) throw new Malformed("a name is a member for the second time");
      this.members.add(member);
    }
    const words = { any: 1n, all: BigInt(members.length) };
    const least = Object.hasOwn(words, threshold) ? words[threshold] : decodeNumber(threshold);
    if (least < 1n || least > BigInt(members.length)) {
      throw new Malformed("a group needs more members than it has, or none");
    }
    this.groups.set(this.newName(name), { threshold: Number(least), members });
  }

  newName(name) {
    if (name === NO_QUORUM || this.witnesses.has(name) || this.groups.has(name)) throw new Malformed("a name is taken");
    return name;
  }

  requireDefined(name) {
    if (!this.witnesses.has(name) && !this.groups.has(name)) throw new Malformed("a name is not defined above");
  }

  async newKey(text, type, others) {
    const key = await parseVerifierKey(decodeText(Uint8Array.from(text, (each) => each.charCodeAt(0))));
    if (key.type !== type) throw new Malformed("a key is not of the type that it is used for");
    // One key may sign two logs: their names are in what it signs. A witness counts one time, by whatever name.
    const isSame = (other) => sameBytes(other.publicKey, key.publicKey) && (type !== ED25519 || other.name === key.name);
    if (others.some(isSame)) {
      throw new Malformed("a key is there already");
    }
    return key;
  }
}

async function parsePolicy(octets) {
  if (octets.length > 100_000) throw new Malformed("a policy is too long");
  const policy = new Policy();
  for (const [at, line] of latin1(octets).split("\n").entries()) {
    if (/[^\t\n\x20-\x7e\x80-\xff]/.test(line)) throw new Malformed(`line ${at + 1}: a character is not allowed`);
    const items = line.match(/[^\t ]+/g) ?? [];
    if (items.length === 0 || items[0].startsWith("#")) continue;
    try {
      await policy.read(items);
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      throw new Malformed(`line ${at + 1}: ${error.message}`);
    }
  }
  if (policy.quorum === null) throw new Malformed("there is no quorum line");
  return policy;
}
