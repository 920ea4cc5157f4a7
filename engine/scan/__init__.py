"""Reports of scan tools, pasted as text: codes with status, module and freeze frame."""
