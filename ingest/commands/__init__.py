"""The commands, by what they do: papers, extraction alone, questions, the graph elsewhere."""
