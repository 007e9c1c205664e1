// GLFW's numbers for the keys that the interface knows.
#pragma once

namespace pw::key {

enum : int {
    space = 32,
    minus = 45,
    period = 46,
    zero = 48,
    one = 49,
    equal = 61,
    a = 65,
    b = 66,
    c = 67,
    e = 69,
    f = 70,
    g = 71,
    i = 73,
    l = 76,
    m = 77,
    n = 78,
    o = 79,
    p = 80,
    r = 82,
    s = 83,
    t = 84,
    v = 86,
    y = 89,
    z = 90,
    left_bracket = 91,
    right_bracket = 93,
    escape = 256,
    enter = 257,
    tab = 258,
    backspace = 259,
    del = 261,
    right = 262,
    left = 263,
    down = 264,
    up = 265,
    page_up = 266,
    page_down = 267,
    home = 268,
    end = 269,
    f1 = 290,
    f2 = 291,
    f10 = 299,
    f11 = 300,
    pad_zero = 320,
    pad_subtract = 333,
    pad_add = 334,
    pad_enter = 335,
    menu = 348,
};
inline constexpr int shift = 1, control = 2, alt = 4, super = 8;
// What a text field gets: a key together with Ctrl, or a character.
inline constexpr int with_control = 1 << 24, character = 1 << 25;

}  // namespace pw::key
