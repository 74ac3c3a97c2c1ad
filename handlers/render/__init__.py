"""Values into Block Kit. Everything a person reads in Slack is laid out here, and nowhere else."""
