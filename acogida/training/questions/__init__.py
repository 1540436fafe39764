"""Questions apart from where they are kept: their shape, their marks, and how others write them.

`content` of a question, texts mapped by language as everywhere:

    format                    markdown, html or plain: how all its texts are written
    text, feedback            what is asked; what is said after any answer
    choices                   single, multiple: text, percent (-100 to 100), feedback
    correct, when             true_false: true or false; feedback by "true" and "false"
    pairs, others             matching: left and right; further right sides that belong to nothing
    accepted                  short: text (`*` stands for anything), percent, feedback
    numbers                   numerical: value, tolerance, percent, feedback
    items                     ordering: texts in their right order
"""
