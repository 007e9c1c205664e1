// One quad a rounded box, or a part of its shadow. Lengths in device px.
layout(location = 0) in vec4 a_rect;    // x, y, width, height
layout(location = 1) in vec4 a_shape;   // radius, edge width, hatch width, hatch period
layout(location = 2) in vec4 a_shadow;  // y offset, sigma, alpha, hatch: 0 none, 1 rising, 2 falling
layout(location = 3) in vec4 a_fill;    // premultiplied
layout(location = 4) in vec4 a_edge;
layout(location = 5) in vec4 a_hatch;
layout(location = 6) in vec4 a_area;    // what the quad covers

uniform mat4 u_projection;
uniform vec2 u_origin;  // of the canvas: hatches are anchored to it

out vec2 v_at;      // from the box's middle
out vec2 v_canvas;  // from the canvas's origin
flat out vec2 v_half;
flat out vec4 v_shape;
flat out vec4 v_shadow;
flat out vec4 v_fill;
flat out vec4 v_edge;
flat out vec4 v_hatch;

void main() {
    vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
    vec2 position = a_area.xy + corner * a_area.zw;
    v_half = a_rect.zw * 0.5;
    v_at = position - (a_rect.xy + v_half);
    v_canvas = position - u_origin;
    v_shape = a_shape;
    v_shadow = a_shadow;
    v_fill = a_fill;
    v_edge = a_edge;
    v_hatch = a_hatch;
    gl_Position = u_projection * vec4(position, 0.0, 1.0);
}
