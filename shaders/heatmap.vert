// A picture on a rounded box.
uniform mat4 u_projection;
uniform vec4 u_rect;  // device px

out vec2 v_at;  // from the box's middle

void main() {
    vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0;
    v_at = corner * (u_rect.zw * 0.5 + 1.0);
    gl_Position = u_projection * vec4(u_rect.xy + u_rect.zw * 0.5 + v_at, 0.0, 1.0);
}
