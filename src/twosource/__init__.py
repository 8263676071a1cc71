"""twosource: how many independent sources really stand behind the news."""
