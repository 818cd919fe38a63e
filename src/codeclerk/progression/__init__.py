"""Taking the steps of the process: who may, what each one needs, what follows from it, and what waits for whom."""
