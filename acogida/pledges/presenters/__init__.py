"""Words, tones and dates of pledges for templates and documents."""
