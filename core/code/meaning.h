// What is said about each line of a script that has been read.
#pragma once

#include "core/code/assemble.h"

namespace pw::code {

CodeLine meaning_of(const Script& script, int line, const Choice& choice, const Assembled& assembled);

}  // namespace pw::code
