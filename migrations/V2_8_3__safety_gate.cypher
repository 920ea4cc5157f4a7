// Safety gate (KG v2.8.3): faults by safety level.

CREATE INDEX fault_safety_level IF NOT EXISTS
FOR (n:Fault) ON (n.safety_level);
