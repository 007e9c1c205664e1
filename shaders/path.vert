// Triangles of strokes and areas; every corner knows how far it is from the stroke's middle line.
layout(location = 0) in vec2 a_position;  // device px
layout(location = 1) in vec2 a_off;       // from the middle line: along (beyond a round cap), across
layout(location = 2) in vec2 a_width;     // half the stroke's width; fade of a flat end
layout(location = 3) in vec4 a_colour;    // premultiplied

uniform mat4 u_projection;

out vec2 v_off;
out vec2 v_width;
out vec4 v_colour;

void main() {
    v_off = a_off;
    v_width = a_width;
    v_colour = a_colour;
    gl_Position = u_projection * vec4(a_position, 0.0, 1.0);
}
