"""The practice workspace: a Slack that runs on this machine, as strict as Slack."""
